import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { PortKeeper } from '../../src/line/port-keeper.ts';
import type { PortHandlers } from '../../src/line/ports/index.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 25;

/** A port whose n-th opening lasts as long as `lives` says; for ever when it says nothing, not at all for 0. */
class FlakyPort {
  readonly told: string[] = [];
  readonly heard: number[] = [];
  readonly keeper: PortKeeper;
  opened = 0;
  closed = 0;
  handlers: PortHandlers | undefined;
  readonly written: Uint8Array[] = [];
  readonly #lives: (opened: number) => number | undefined;

  constructor(lives: (opened: number) => number | undefined, longestRetryMs?: number) {
    this.#lives = lives;
    const open = (handlers: PortHandlers) => this.#open(handlers);
    this.keeper = new PortKeeper({
      open: Object.assign(open, longestRetryMs !== undefined && { longestRetryMs }),
      baud: 9600,
      random: () => 0.5,
      onUp: () => this.told.push('up'),
      onDown: (reason) => this.told.push(reason),
      onBytes: (bytes) => this.heard.push(bytes.length),
    });
  }

  get ups(): number {
    return this.told.filter((each) => each === 'up').length;
  }

  async #open(handlers: PortHandlers) {
    this.opened += 1;
    const life = this.#lives(this.opened);
    if (life === 0) throw new Error('not there');
    this.handlers = handlers;
    if (life !== undefined) setTimeout(() => handlers.onLost('lost'), life);
    return {
      write: (bytes: Uint8Array) => this.written.push(bytes),
      close: async () => {
        this.closed += 1;
      },
    };
  }
}

/** What is waiting for promises has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    await settled();
    mock.timers.tick(STEP_MS);
    await settled();
  }
}

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

test('a device server that closes what it accepts is one loss, not a thousand', async () => {
  const port = new FlakyPort(() => 5);
  port.keeper.start();
  await pass(HOUR_MS / 6);
  assert.ok(port.opened > 200, `it is tried on: ${port.opened}`);
  assert.equal(port.ups, 1);
  await port.keeper.stop();
});

test('a port that comes back and stays is up within the longest pause and its trial', async () => {
  const port = new FlakyPort((opened) => (opened === 1 ? 60_000 : opened < 20 ? 0 : undefined));
  port.keeper.start();
  await pass(60_050);
  assert.deepEqual(port.told.slice(0, 2), ['up', 'lost']);
  while (port.opened < 20) await pass(STEP_MS);
  assert.equal(port.ups, 1, 'on trial');
  await pass(400);
  assert.equal(port.ups, 2);
  await port.keeper.stop();
});

for (const [kind, longestRetryMs] of [
  ['serial port', undefined],
  ['local socket', 100],
] as const) {
  test(`I1 a ${kind} that was away for long is in use within a second of its return`, async () => {
    let isThere = true;
    const port = new FlakyPort((opened) => (opened === 1 ? 60_000 : isThere ? undefined : 0), longestRetryMs);
    port.keeper.start();
    await pass(50_000);
    isThere = false;
    await pass(HOUR_MS / 60);
    for (const tries = port.opened; port.opened === tries; ) await pass(STEP_MS);
    isThere = true;
    assert.equal(port.ups, 1);
    await pass(longestRetryMs === undefined ? 850 : 425);
    assert.equal(port.ups, 2);
    await port.keeper.stop();
  });
}

test('what a steady port lost is tried again at once', async () => {
  const port = new FlakyPort((opened) => (opened < 3 ? 60_000 : undefined));
  port.keeper.start();
  await pass(60_000);
  await pass(500);
  assert.deepEqual(port.told, ['up', 'lost', 'up']);
  await pass(60_000);
  await pass(500);
  assert.deepEqual(port.told, ['up', 'lost', 'up', 'lost', 'up']);
  await port.keeper.stop();
});

test('nothing is said or heard through a port on trial', async () => {
  const port = new FlakyPort((opened) => (opened === 1 ? 100 : undefined));
  port.keeper.start();
  while (port.opened < 2) await pass(STEP_MS);
  port.handlers!.onBytes(Uint8Array.of(1));
  port.keeper.write(Uint8Array.of(2));
  assert.deepEqual([port.heard, port.written], [[], []]);
  await pass(400);
  port.handlers!.onBytes(Uint8Array.of(1));
  port.keeper.write(Uint8Array.of(2));
  assert.deepEqual([port.heard, port.written.length], [[1], 1]);
  await port.keeper.stop();
});

test('a port on trial is let go when the line ends, and stays down', async () => {
  const port = new FlakyPort((opened) => (opened === 1 ? 100 : undefined));
  port.keeper.start();
  while (port.opened < 2) await pass(STEP_MS);
  await port.keeper.stop();
  assert.equal(port.closed, 1, 'nobody else could open it');
  await pass(60_000);
  assert.equal(port.ups, 1);
  assert.equal(port.opened, 2);
});
