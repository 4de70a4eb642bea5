import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serialPort } from '../../src/line/ports/index.ts';
import { LiveLine } from './support/live-line.ts';
import { servePds } from './support/pd-server.ts';
import { PtyPair } from './support/pty-pair.ts';
import { card, KEY, NOTHING } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

const folder = mkdtempSync(join(tmpdir(), 'vratar-serial-'));
after(() => rmSync(folder, { recursive: true }));

async function serve(path: string, pd: TestPd, baud: number): Promise<() => Promise<void>> {
  let hear: (bytes: Uint8Array) => void = () => {};
  const port = await serialPort(path)({ onBytes: (bytes) => hear(bytes), onLost: () => {} }, baud);
  hear = servePds([pd], baud, (bytes) => port.write(bytes));
  return () => port.close();
}

for (const baud of [9600, 115_200]) {
  test(`a tap and its release over PTYs at ${baud} baud`, async () => {
    const cable = new PtyPair(join(folder, `tap-${baud}`));
    await cable.plug();
    const pd = new TestPd({ address: 0, key: KEY });
    const stop = await serve(cable.b, pd, baud);
    const live = new LiveLine(serialPort(cable.a), baud);
    try {
      assert.equal((await live.next('online')).secure, true);
      pd.queue.push(card(9));
      assert.deepEqual([...(await live.next('card')).data], [1, 2, 3, 9]);
      const untilMs = performance.now() + 5000;
      live.wishes.set(0, {
        ...NOTHING,
        outputs: [{ output: 0, kind: 'timed', energised: true, id: 1, untilMs }],
      });
      live.line.touched(0);
      assert.equal((await live.next('outputs')).on[0], true);
      assert.equal(pd.executed.filter(({ kind }) => kind === 'OUT').length, 1);
    } finally {
      await live.line.close();
      await stop();
      await cable.unplug();
    }
  });
}

test('a killed PTY is noticed, told, and healed when it is there again', async () => {
  const cable = new PtyPair(join(folder, 'killed'));
  await cable.plug();
  const pd = new TestPd({ address: 0, key: KEY });
  await serve(cable.b, pd, 115_200);
  const live = new LiveLine(serialPort(cable.a), 115_200);
  try {
    await live.next('online');
    const lost = live.next('port', ({ up }) => !up);
    const offline = live.next('offline');
    await cable.unplug();
    assert.notEqual((await lost).reason, '');
    // Told by the port itself, and not by a silence.
    assert.equal((await offline).reason, 'port lost');
    const back = live.next('port', ({ up }) => up);
    const online = live.next('online');
    await cable.plug();
    const stop = await serve(cable.b, pd, 115_200);
    await back;
    assert.equal((await online).secure, true);
    await stop();
  } finally {
    await live.line.close();
    await cable.unplug();
  }
});

test('a port that is not there at the start is told, and used once it appears', async () => {
  const cable = new PtyPair(join(folder, 'late'));
  const live = new LiveLine(serialPort(cable.a), 115_200);
  try {
    assert.equal((await live.next('port')).up, false);
    const up = live.next('port', (event) => event.up);
    await cable.plug();
    await up;
  } finally {
    await live.line.close();
    await cable.unplug();
  }
});

test('a serial port that is not there is refused with its name, once', async () => {
  const handlers = { onBytes: () => {}, onLost: () => {} };
  const path = join(folder, 'nothing');
  await assert.rejects(serialPort(path)(handlers, 9600), {
    code: 'port_unavailable',
    message: `The port ${path} cannot be opened: No such file or directory, cannot open ${path}.`,
  });
});
