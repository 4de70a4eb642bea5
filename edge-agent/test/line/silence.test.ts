import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, KEY, school, secureDevice, TestLine, withFireInputs } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

/** Times at which something was sent to this PD, from `from` on. */
function triesOf(line: TestLine, address: number, from: number): number[] {
  return line.sent.filter(({ at, bytes }) => at >= from && bytes[2] === address).map(({ at }) => at);
}

test('a silent PD is tried 3 times at the normal rate, once a second for 8 s, then every 5 s', () => {
  const line = school(2);
  line.pd(1).powered = false;
  const from = line.now;
  line.run(40_000);
  const tries = triesOf(line, 1, from);
  const gaps = tries.slice(1).map((at, i) => at - tries[i]!);
  assert.ok(gaps[0]! < 400 && gaps[1]! < 400, gaps.slice(0, 3).join());
  const slow = gaps.slice(2).filter((_, i) => tries[i + 2]! - tries[0]! < 7000);
  assert.ok(slow.length >= 6 && slow.every((gap) => gap >= 1000 && gap < 1350), slow.join());
  const late = gaps.filter((_, i) => tries[i]! - tries[0]! > 9000);
  assert.ok(late.length >= 5 && late.every((gap) => gap >= 5000 && gap < 5350), late.join());
  assert.equal(line.of('offline', 1).length, 1);
});

test('a silent PD costs the others little: their polls go on at the rate of a line without it', () => {
  const line = school(4);
  line.pd(3).powered = false;
  line.run(12_000);
  const before = line.status(0).counters.polls;
  line.run(20_000);
  const polls = line.status(0).counters.polls - before;
  const withoutIt = 20_000 / (3 * line.bytesTime(30));
  assert.ok(polls > 0.97 * withoutIt, `${polls} of ${withoutIt}`);
});

test('seven silent PDs of eight leave the last one four fifths of the line', () => {
  const line = school(8);
  for (const pd of line.pds.slice(1)) pd.powered = false;
  line.run(15_000);
  const before = line.status(0).counters.polls;
  line.run(20_000);
  assert.ok(line.status(0).counters.polls - before > (0.8 * 20_000) / line.bytesTime(30));
});

test('seven PDs that fell silent together take a fifth of the line also while they are tried once a second', () => {
  const line = school(8);
  for (const pd of line.pds.slice(1)) line.turnaroundOf.set(pd, 100);
  line.run(2000);
  for (const pd of line.pds.slice(1)) pd.powered = false;
  line.run(10_000, () =>
    line.pds.every(({ powered }, address) => powered || line.status(address).phase === 'silent'),
  );
  const before = line.status(0).counters.polls;
  line.run(5000);
  const polls = line.status(0).counters.polls - before;
  assert.ok(polls > (0.75 * 5000) / line.bytesTime(30), `${polls} polls in 5 s`);
});

test('a PD that answers again is served within a second, cards and all', () => {
  const line = school(8);
  line.pd(5).powered = false;
  line.run(30_000);
  line.pd(5).restart();
  line.pd(5).powered = true;
  const executed = line.pd(5).executed.length;
  assert.ok(
    line.run(6000, () => line.pd(5).executed.length > executed),
    'its first answer',
  );
  const answered = line.now;
  assert.ok(line.run(1000, () => line.of('online', 5).length === 2));
  line.run(1000 - (line.now - answered), () => line.of('inputs', 5).some(({ at }) => at > answered));
  line.pd(5).queue.push(card(1));
  assert.ok(line.run(1000, () => line.of('card', 5).length === 1));
  assert.ok(line.of('inputs', 5).at(-1)!.at - answered <= 1000);
});

test('I1 behind a mended cable the first PD that answers brings the others back with it', () => {
  const line = school(4);
  // One was away before, so that its tries come at other times.
  line.pd(3).powered = false;
  line.run(2500);
  line.distortCommand = () => Uint8Array.of();
  line.run(20_000);
  line.pd(3).restart();
  line.pd(3).powered = true;
  line.distortCommand = (bytes) => bytes;
  const from = line.now;
  const back = () => line.of('online').filter(({ at }) => at > from);
  assert.ok(line.run(6000, () => back().length > 0));
  // Each is met by some ten exchanges.
  line.run(1800);
  assert.equal(back().length, 4);
});

test('I1 a fire input on a line where nobody answers is asked for once a second', () => {
  const line = withFireInputs(2, 1, 9600);
  line.distortCommand = () => Uint8Array.of();
  line.run(20_000);
  const from = line.now;
  line.run(10_000);
  assert.ok(triesOf(line, 0, from).length >= 8, 'the one with the fire input');
  assert.ok(triesOf(line, 1, from).length <= 3, 'the other one');
  line.distortCommand = (bytes) => bytes;
  const mended = line.now;
  assert.ok(line.run(2500, () => line.of('inputs', 0).some(({ at }) => at > mended)));
});

test('a break of a second keeps the session: the same bytes go on until there is an answer', () => {
  const line = school(2);
  line.distortCommand = () => Uint8Array.of();
  line.run(1000);
  line.distortCommand = (bytes) => bytes;
  line.run(3000);
  assert.equal(line.of('offline').length, 0);
  assert.equal(line.status(0).counters.resets, 0);
});

test('a PD that drops secured frames without a word after its restart is met again within 4 s', () => {
  const line = school(2);
  const pd = line.pd(1);
  const take = pd.take.bind(pd);
  pd.take = (frame) =>
    pd.session.state !== 'open' && frame.security?.type === 0x15 ? undefined : take(frame);
  pd.restart();
  assert.ok(line.run(4000, () => line.of('online', 1).length === 2));
});

test('a PD slower than a probe waits is found when it comes back', () => {
  const line = school(2);
  line.pd(1).powered = false;
  line.run(30_000);
  line.pd(1).restart();
  line.turnaroundMs = 150;
  line.pd(1).powered = true;
  assert.ok(line.run(70_000, () => line.of('online', 1).length === 2));
});

test('no probe begins while a release is about to come', () => {
  const line = school(2, 115_200);
  line.pd(1).powered = false;
  line.run(20_000);
  // None of these cards is ever decided: a release is about to come for 50 ms of each 60 or so.
  let read = 0;
  line.pd(0).override = ({ kind }) => {
    if (kind !== 'POLL' || line.now - read < 60) return undefined;
    read = line.now;
    return card(1);
  };
  const from = line.now;
  const cards = line.of('card').length;
  line.run(30_000);
  const probes = triesOf(line, 1, from);
  assert.ok(probes.length >= 4, `${probes.length} probes`);
  const reads = line.of('card').slice(cards);
  for (const probe of probes) {
    const before = reads.findLast(({ at }) => at <= probe);
    assert.ok(before === undefined || probe - before.at >= 50, `${probe - before!.at} ms behind a card`);
  }
});

test('a PD that was never there delays the one that is by its first tries only', () => {
  const pds = [new TestPd({ address: 0, key: KEY })];
  const line = new TestLine({ baud: 9600, devices: [0, 1, 2].map(secureDevice) }, pds);
  assert.ok(line.run(2500, () => line.of('online', 0).length === 1));
  line.run(10_000);
  const before = line.status(0).counters.polls;
  line.run(10_000);
  assert.ok(line.status(0).counters.polls - before > (0.95 * 10_000) / line.bytesTime(30));
  assert.equal(line.status(1).phase, 'silent');
});

test('one answer that came late does not make the probes of its PD long for ever', () => {
  const line = school(2, 115_200);
  line.turnaroundMs = 150;
  line.run(1000);
  line.turnaroundMs = 0;
  const slow = line.status(1).turnaroundMs;
  assert.ok(slow > 100, `${slow} ms`);
  line.run(15_000);
  const { turnaroundMs } = line.status(1);
  assert.ok(turnaroundMs < 5, `${turnaroundMs} ms`);
});
