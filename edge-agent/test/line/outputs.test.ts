import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutputWish } from '../../src/line/contract.ts';
import { card, school } from './support/test-line.ts';

const locked: OutputWish = { output: 0, kind: 'steady', energised: false };
const released: OutputWish = { output: 0, kind: 'steady', energised: true };

function grant(id: number, untilMs: number): OutputWish {
  return { output: 0, kind: 'timed', energised: true, id, untilMs };
}

test('OUT goes before every POLL once the decision is there', () => {
  const line = school(8);
  line.wish(3, { outputs: [grant(1, line.now + 5000)] });
  const inProgress = line.bytesTime(15 + 31);
  assert.ok(line.run(inProgress + line.bytesTime(31) + 1, () => line.pd(3).outputs[0] === true));
});

test('after a card the line stays free for the release, for as long as one exchange', () => {
  const line = school(8);
  line.pd(3).queue.push(card(1));
  line.run(1000, () => line.of('card').length === 1);
  const read = line.now;
  const sent = line.sent.length;
  line.run(20);
  assert.equal(line.sent.length, sent, 'nothing is sent while the decision is being committed');
  line.wish(3, { outputs: [grant(1, line.now + 5000)] });
  assert.ok(line.run(line.bytesTime(31) + 1, () => line.pd(3).outputs[0] === true));
  assert.ok(line.now - read < 20 + line.bytesTime(31) + 2);
});

test('without a decision the polling goes on after one exchange', () => {
  const line = school(2);
  line.pd(1).queue.push(card(1));
  line.run(1000, () => line.of('card').length === 1);
  const sent = line.sent.length;
  assert.ok(line.run(line.bytesTime(30) + 2, () => line.sent.length > sent));
});

test('a timed grant is sent once for each id, with the time that is left, never after its end', () => {
  const line = school(2);
  line.wish(1, { outputs: [grant(1, line.now + 5000)] });
  line.run(3000);
  assert.equal(line.executed(1, 'OUT').length, 1);
  const [first] = line.executed(1, 'OUT');
  assert.ok(
    first?.kind === 'OUT' && first.outputs[0]!.timerTenths >= 48 && first.outputs[0]!.timerTenths <= 50,
  );
  line.wish(1, { outputs: [grant(2, line.now + 99)] });
  line.wish(1, { outputs: [grant(3, line.now - 1)] });
  line.run(1000);
  assert.equal(line.executed(1, 'OUT').length, 1);
});

test('only the wish of the moment of sending counts: what was wanted in between is never sent', () => {
  const line = school(1);
  line.run(100, () => line.sent.at(-1)!.at === line.now);
  line.wish(0, { outputs: [released] });
  line.wish(0, { outputs: [locked] });
  line.wish(0, { outputs: [grant(1, line.now + 3000)] });
  line.run(1000);
  const outs = line
    .executed(0, 'OUT')
    .map((command) => command.kind === 'OUT' && command.outputs[0]!.control);
  assert.deepEqual(outs, ['timedOn']);
});

test('an OUT whose answer is lost is repeated, and done once', () => {
  const line = school(2);
  line.wish(0, { outputs: [released] });
  line.distort = (reply, from) => {
    if (from.options.address !== 0 || line.executed(0, 'OUT').length === 0) return reply;
    line.distort = (unspoilt) => unspoilt;
    return undefined;
  };
  line.run(2000);
  assert.equal(line.executed(0, 'OUT').length, 1);
  assert.equal(line.pd(0).repeats, 1);
});

test('an output that the PD changed by itself is set again', () => {
  const line = school(1);
  line.wish(0, { outputs: [locked] });
  line.run(500);
  line.pd(0).outputs[0] = true;
  line.pd(0).queue.push({ kind: 'OSTATR', outputs: [true, false, false] });
  assert.ok(line.run(3000, () => line.pd(0).outputs[0] === false));
  assert.ok(
    line.of('outputs').some(({ on }) => on[0] === true),
    'and the gate was told',
  );
});

test('a PD that refuses OUT is an alarm, and is asked again once a second at most', () => {
  const line = school(1);
  line.pd(0).override = (command) =>
    command.kind === 'OUT' ? { kind: 'NAK', error: 9, details: new Uint8Array(0) } : undefined;
  line.wish(0, { outputs: [released] });
  line.run(5000);
  assert.deepEqual(line.status(0).alarms, ['pd_refuses_outputs']);
  assert.ok(line.executed(0, 'OUT').length <= 6);
  line.pd(0).override = () => undefined;
  assert.ok(line.run(1500, () => line.pd(0).outputs[0] === true));
  line.run(100);
  assert.deepEqual(line.status(0).alarms, []);
});

test('the output status follows each OUT that was only acknowledged', () => {
  const line = school(1);
  line.wish(0, { outputs: [grant(1, line.now + 5000)] });
  assert.ok(line.run(500, () => line.of('outputs').at(-1)?.on[0] === true));
});
