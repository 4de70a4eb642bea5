import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceWish } from '../../src/line/contract.ts';
import { NOTHING, school, type TestLine } from './support/test-line.ts';

const release: DeviceWish = {
  ...NOTHING,
  fire: true,
  outputs: [{ output: 0, kind: 'steady', energised: true }],
};

function fireEverywhere(line: TestLine): void {
  for (const { options } of line.pds) line.wishes.set(options.address, release);
  line.input({ kind: 'touched' });
}

const released = (line: TestLine, except: readonly number[] = []) =>
  line.pds.every(({ outputs, options }) => outputs[0] === true || except.includes(options.address));

test('I1: all lanes of a line are released one OUT after the other, before any POLL', () => {
  const line = school(8, 115_200);
  fireEverywhere(line);
  const eight = 8 * line.bytesTime(31 + 15) + line.bytesTime(31 + 31);
  assert.ok(line.run(eight, () => released(line)));
});

test('I1: what is learned from an input is acted upon before the next command of any other kind', () => {
  const line = school(4);
  line.pd(2).queue.push({ kind: 'ISTATR', inputs: ['active', 'inactive'] });
  line.run(1000, () => line.of('inputs', 2).at(-1)?.states[0] === 'active');
  const sent = line.sent.length;
  fireEverywhere(line);
  line.run(line.bytesTime(31) + 1);
  assert.equal(line.sent.length, sent + 1);
  assert.ok(line.pds.some(({ executed }) => executed.at(-1)?.kind === 'OUT'));
});

test('I1: the wait for a PD that fell silent is abandoned for the releases of the others', () => {
  const line = school(4, 115_200);
  line.pd(1).powered = false;
  line.run(100, () => line.sent.at(-1)!.bytes[2] === 1);
  line.run(50);
  const from = line.now;
  fireEverywhere(line);
  assert.ok(
    line.run(40, () => released(line, [1])),
    `${line.now - from} ms`,
  );
});

test('I1: readers that died just before the fire keep nobody waiting, however many they are', () => {
  for (const dead of [[7], [3, 4], [0, 1, 2, 5, 6, 7]]) {
    const line = school(8, 115_200);
    line.run(100, () => line.sent.at(-1)!.bytes[2] === 3);
    for (const address of dead) line.pd(address).powered = false;
    const from = line.now;
    fireEverywhere(line);
    assert.ok(
      line.run(100, () => released(line, dead)),
      `${dead.length} dead: ${line.now - from} ms`,
    );
  }
});

test('I1: a reader that lost answers in the fire has its release right behind its first answer', () => {
  for (const lost of [1, 2]) {
    const line = school(8);
    line.turnaroundMs = 140;
    line.run(6000);
    line.run(4000, () => line.sent.at(-1)!.bytes[2] === 2);
    let left = lost;
    let answeredAt = Number.POSITIVE_INFINITY;
    line.distort = (reply, { options }) => {
      if (options.address !== 2) return reply;
      if (left > 0) {
        left -= 1;
        return undefined;
      }
      answeredAt = Math.min(answeredAt, line.now + line.turnaroundMs + line.bytesTime(reply.length));
      return reply;
    };
    fireEverywhere(line);
    assert.ok(line.run(20_000, () => line.pd(2).outputs[0] === true));
    const waited = line.now - answeredAt;
    assert.ok(waited <= line.bytesTime(31) + 10, `${lost} lost: ${waited} ms`);
  }
});

test('I1: whoever answers too late for the releases of the others has its own right behind them', () => {
  const line = school(4, 115_200);
  line.run(100, () => line.sent.at(-1)!.bytes[2] === 1);
  const asked = line.now;
  line.turnaroundMs = 40;
  line.run(line.bytesTime(15) + 0.1);
  line.turnaroundMs = 0;
  fireEverywhere(line);
  assert.ok(line.run(200, () => released(line)));
  const usual = line.bytesTime(15 + 31);
  const margin = 10;
  assert.ok(line.now - asked <= 2 * usual + 4 * usual + margin, `${line.now - asked} ms`);
  const addresses = line.sent.filter(({ at }) => at > asked).map(({ bytes }) => bytes[2]);
  assert.deepEqual(addresses, [0, 2, 3, 1, 1], 'the releases of others, what PD 1 was asked, its own');
});

test('I1: the long wait for a silent PD is abandoned for a release, too', () => {
  const line = school(4, 115_200);
  line.pd(1).powered = false;
  assert.ok(line.run(10_000, () => line.status(1).phase === 'silent'));
  // Longer than any other probe waits for its answer.
  const isLong = () => line.now - line.sent.at(-1)!.at >= 100;
  for (let probe = 0; probe < 10 && !isLong(); probe += 1) {
    line.run(6000, () => line.sent.at(-1)!.bytes[2] === 1);
    line.run(100, () => line.sent.at(-1)!.bytes[2] !== 1);
  }
  assert.ok(isLong() && line.sent.at(-1)!.bytes[2] === 1);
  const from = line.now;
  fireEverywhere(line);
  assert.ok(
    line.run(40, () => released(line, [1])),
    `${line.now - from} ms`,
  );
});

test('I1: a PD that comes back is released within a second of its first answer, and as its first command', () => {
  const line = school(3);
  line.pd(1).powered = false;
  line.run(20_000);
  fireEverywhere(line);
  line.run(5000);
  line.pd(1).restart();
  line.pd(1).powered = true;
  const from = line.now;
  assert.ok(line.run(2000, () => line.pd(1).outputs[0] === true));
  assert.ok(line.now - from <= 1500, 'a probe every 500 ms, then the session');
  const kinds = line.pd(1).executed.map(({ kind }) => kind);
  const out = kinds.lastIndexOf('OUT');
  assert.ok(
    kinds.slice(out - 2, out).every((kind) => kind === 'ID' || kind === 'POLL'),
    kinds.slice(-5).join(),
  );
});

test('I1: a release is read back, and repeated until the output status confirms it', () => {
  const line = school(2);
  let deaf = 3;
  line.pd(0).override = (command) => {
    if (command.kind !== 'OUT' || deaf === 0) return undefined;
    deaf -= 1;
    return { kind: 'ACK' };
  };
  fireEverywhere(line);
  assert.ok(line.run(5000, () => released(line)));
  assert.equal(line.executed(0, 'OUT').length, 4);
  assert.ok(line.run(1000, () => line.of('outputs', 0).at(-1)?.on[0] === true));
});

test('I1: a lane that locks itself under the latch is released again', () => {
  const line = school(2);
  fireEverywhere(line);
  line.run(3000);
  line.pd(0).outputs[0] = false;
  assert.ok(line.run(2500, () => released(line)));
});

test('I1: a PD that reports no outputs is told to release again and again', () => {
  const line = school(1);
  line.pd(0).override = (command) =>
    command.kind === 'OSTAT' ? { kind: 'NAK', error: 3, details: new Uint8Array(0) } : undefined;
  fireEverywhere(line);
  line.run(5000);
  assert.ok(line.executed(0, 'OUT').length >= 3);
});

test('I1: no lock is sent while the latch is set, whatever happens to the line', () => {
  const line = school(3);
  for (const address of [0, 1, 2]) {
    line.wish(address, { outputs: [{ output: 0, kind: 'steady', energised: false }] });
  }
  line.run(1000);
  fireEverywhere(line);
  const before = line.pds.map(({ executed }) => executed.length);
  line.run(500);
  line.pd(0).restart();
  line.run(500);
  line.pd(1).powered = false;
  line.run(10_000);
  line.pd(1).restart();
  line.pd(1).powered = true;
  line.input({ kind: 'port', up: false, reason: 'unplugged' });
  line.run(1000);
  line.input({ kind: 'port', up: true, reason: 'opened' });
  assert.ok(line.run(5000, () => released(line)));
  line.run(5000);
  for (const [i, { executed }] of line.pds.entries()) {
    for (const command of executed.slice(before[i])) {
      if (command.kind === 'OUT')
        assert.ok(command.outputs.every(({ control }) => control === 'onAbortTimer'));
    }
  }
});

test('I1: at a start under the latch every PD is met and released before anybody has a regular turn', () => {
  const line = school(8);
  line.input({ kind: 'port', up: false, reason: 'unplugged' });
  fireEverywhere(line);
  line.run(1000);
  for (const pd of line.pds) pd.restart();
  line.input({ kind: 'port', up: true, reason: 'opened' });
  const meeting = [9 + 9, 10 + 21, 20 + 44, 28 + 28, 31 + 15].reduce((sum, bytes) => sum + bytes, 0);
  assert.ok(line.run(8 * line.bytesTime(meeting) * 1.1, () => released(line)));
});

test('I1: a late answer that spoils the release of another reader costs it no reply delay', () => {
  for (let late = 0; late < 60; late += 4) {
    const line = school(8, 115_200);
    line.run(100, () => line.sent.at(-1)!.bytes[2] === 1);
    line.turnaroundOf.set(line.pd(1), late);
    line.run(line.bytesTime(15) + 0.05);
    line.turnaroundOf.delete(line.pd(1));
    const from = line.now;
    fireEverywhere(line);
    assert.ok(
      line.run(150, () => released(line)),
      `${late} ms late: ${line.now - from} ms`,
    );
  }
});
