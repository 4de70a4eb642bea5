import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { type Ack, type Hello, openBatch, type Welcome } from '@vratar/protocol/delivery';
import { CHAIN_START } from '@vratar/protocol/messages';
import { pino } from 'pino';
import { Delivery } from '../../src/link/delivery/delivery.ts';
import { MemoryJournal } from './memory-journal.ts';

let journal: MemoryJournal;
let delivery: Delivery;
let sent: { readonly message: string; readonly payload: string }[];
let mono: number;

beforeEach(() => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  mono = 1_000;
  sent = [];
  journal = new MemoryJournal().add(7);
  delivery = new Delivery({
    journal,
    publish: (message, payload) => void sent.push({ message, payload }),
    clock: { boot: 'b', mono: () => mono, utc: () => 5_000 },
    release: 'test',
    log: pino({ level: 'silent' }),
  });
});

afterEach(() => {
  delivery.stop();
  mock.timers.reset();
});

/** Lets answers of the journal arrive. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    mono += 1_000;
    mock.timers.tick(1_000);
    await settle();
  }
}

const lastHello = () => JSON.parse(sent.findLast(({ message }) => message === 'hello')!.payload) as Hello;

function welcome(through: number, hash = journal.hashes[through]!, newest = 1): void {
  const { session, epoch } = lastHello();
  const message: Welcome = { v: 1, session, format: 1, epoch, through, hash, newest, at: 0 };
  delivery.welcomed(message);
}

const batches = () =>
  sent
    .filter(({ message }) => message === 'events')
    .map(({ payload }) => {
      const opened = openBatch(payload, [1]);
      assert.ok(opened.ok);
      return opened.envelope;
    });

function acknowledge(change: Partial<Ack> = {}): void {
  const { epoch, first, count, head } = batches().at(-1)!;
  const through = first + count - 1;
  delivery.acknowledged({ v: 1, epoch, first, count, result: 'stored', through, hash: head, ...change });
}

async function open(): Promise<void> {
  delivery.connected('c1');
  await settle();
  welcome(0, CHAIN_START);
  await settle();
}

test('one batch is in flight, and the next follows its acknowledgement, to the end', async () => {
  await open();
  assert.deepEqual(
    batches().map((each) => each.first),
    [1],
  );
  for (const first of [4, 7]) {
    acknowledge();
    await settle();
    assert.equal(batches().at(-1)!.first, first);
  }
  acknowledge();
  await settle();
  assert.equal(journal.acked, 7);
  assert.equal(delivery.state.phase, 'idle');
});

// uhppoted-mqtt: the cursor moves on before the broker's acknowledgement. esp-rfid #362: nothing replayed.
test('the cursor stays where the last acknowledgement put it, and the batch is sent again', async () => {
  await open();
  await pass(9_000);
  assert.equal(batches().length, 1);
  await pass(2_000);
  assert.deepEqual(
    batches().map((each) => each.first),
    [1, 1],
  );
  assert.equal(journal.acked, 0);
  delivery.disconnected();
  delivery.connected('c2');
  await settle();
  welcome(0, CHAIN_START);
  await settle();
  assert.equal(batches().at(-1)!.first, 1);
});

// uhppoted-mqtt: one failed read skips an event for good.
test('a read that fails is asked again, from the same event', async () => {
  await open();
  // The acknowledgement and the read that follows it.
  journal.failures = 2;
  acknowledge();
  await settle();
  assert.equal(batches().length, 1);
  await pass(2_000);
  welcome(3);
  await settle();
  assert.deepEqual(
    batches().map((each) => each.first),
    [1, 4],
  );
});

// thingsboard-gateway #2157: a failed batch dropped. Azure IoT Edge: stuck behind one event.
test('a rejected batch is halved until the one bad event is alone, and nothing is left out', async () => {
  await open();
  acknowledge({ result: 'rejected', through: 0, hash: CHAIN_START, code: 'event_invalid' });
  await settle();
  assert.deepEqual(
    batches().map(({ first, count }) => [first, count]),
    [
      [1, 3],
      [1, 1],
    ],
  );
});

test('an acknowledgement with another hash is not believed', async () => {
  await open();
  acknowledge({ hash: 'f'.repeat(64) });
  await pass(2_000);
  assert.equal(journal.acked, 0);
  assert.equal(sent.filter(({ message }) => message === 'hello').length, 2);
});

test('a late answer to an earlier batch or hello changes nothing', async () => {
  await open();
  const early = batches()[0]!;
  acknowledge();
  await settle();
  delivery.acknowledged({ ...early, result: 'stored', through: 3, hash: early.head });
  delivery.acknowledged({ ...early, result: 'out_of_step', through: 0, hash: CHAIN_START });
  await settle();
  assert.deepEqual(
    batches().map((each) => each.first),
    [1, 4],
  );
});

test('a forked history begins a new epoch above every one that the cloud knows', async () => {
  delivery.connected('c1');
  await settle();
  welcome(9, 'a'.repeat(64), 4);
  await settle();
  assert.equal(journal.epoch, 5);
  assert.equal(lastHello().epoch, 5);
});

test('what is appended while nothing is in flight goes out at once', async () => {
  await open();
  for (let time = 0; time < 3; time++) {
    acknowledge();
    await settle();
  }
  assert.equal(delivery.state.phase, 'idle');
  journal.add(1);
  delivery.appended();
  await settle();
  assert.deepEqual([batches().at(-1)!.first, batches().at(-1)!.count], [8, 1]);
});
