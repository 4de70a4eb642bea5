import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClockFact } from '../../../src/attendance/fold/facts.ts';
import { clockBook } from '../../../src/attendance/rules/r14-clock.ts';
import { gapEnds } from '../../../src/attendance/rules/r14-gap.ts';
import { stepFacts } from '../../../src/attendance/rules/r14-step.ts';
import type { Moment } from '../../../src/ingest/group/coverage.ts';
import { utc } from '../support/case-dsl.ts';

const at = (local: string) => Date.parse(utc(local));
const [SECOND, MINUTE, HOUR, YEAR] = [1_000, 60_000, 3_600_000, 365 * 86_400_000];
const FUTURE = 300_000;
const on = (boot: string, time: number, mono: number): Moment => ({ at: time, mono, boot });

const ends = (
  from: Moment | undefined,
  until: Moment | undefined,
  receivedAt: number,
  clocks: readonly ClockFact[] = [],
) => gapEnds({ gateway: 'g', from, until, receivedAt }, clockBook(clocks), FUTURE);

test('R14 R17: a gap lies between its two moments', () => {
  const [from, until] = [at('09:00'), at('10:00')];
  assert.deepEqual(ends(on('b1', from, 5), on('b2', until, 5), until), { from, until });
});

test('R14: a gap without a beginning, or without an end, stays open there', () => {
  const [from, until] = [at('09:00'), at('10:00')];
  assert.deepEqual(ends(undefined, on('b2', until, 5), until), { from: undefined, until, earliest: until });
  assert.deepEqual(ends(on('b1', from, 5), undefined, from), { from, until: Number.POSITIVE_INFINITY });
});

test('R14: within a boot the monotonic clock tells how long a gap was when its clock was set back in it', () => {
  const until = at('10:00');
  const from = on('b1', until + 20 * SECOND, 100_000);
  assert.deepEqual(ends(from, on('b1', until, 140_000), until), {
    from: until - 40 * SECOND,
    until,
    guessed: true,
  });
});

test('R14: the ends of a gap around which a clock was set back, measured by nobody, lie between two times each', () => {
  const [set, back] = [at('10:21'), at('09:22')];
  const [from, until] = [on('b1', set, 100_000), on('b1', back, 160_000)];
  const steps = stepFacts({ gateway: 'g', from, until, receivedAt: at('10:22') });
  const whole = { from: back - 60 * SECOND, until: set + 60 * SECOND };
  assert.deepEqual(ends(from, until, at('10:22'), steps), whole);
  // Measured, it is the minute that it was.
  const clocks = [{ gateway: 'g', boot: 'b1', trueAt: back + 10 * SECOND, mono: 170_000, withinMs: 2_000 }];
  const minute = { from: back - 60 * SECOND, until: back };
  assert.deepEqual(ends(from, until, at('10:22'), clocks), minute);
});

test('R14 R17: a silence in which the clock was stepped lies before its end or behind its beginning', () => {
  const silent = (minutes: number, setBack: number) => {
    const from = at('08:00');
    const until = from + (minutes - setBack) * MINUTE;
    const [begins, stops] = [on('b1', from, 100_000), on('b1', until, 100_000 + minutes * MINUTE)];
    const receivedAt = at('14:00');
    const steps = stepFacts({ gateway: 'g', from: begins, until: stops, receivedAt });
    const gap = ends(begins, stops, receivedAt, steps);
    return [(gap.from! - from) / MINUTE, (gap.until - from) / MINUTE];
  };
  assert.deepEqual(silent(40, 39), [-39, 40]);
  assert.deepEqual(silent(4, 2), [-2, 4]);
  assert.deepEqual(silent(180, 120), [-120, 180]);
  assert.deepEqual(silent(40, 0), [0, 40]);
  assert.deepEqual(silent(40, -120), [0, 160]);
  // Had it been right behind the step, it would have arrived before it happened.
  assert.deepEqual(silent(40, -600), [0, 40]);
});

test('R14: the beginning is not known where the clock ran ahead of a restart: the events before tell', () => {
  const until = at('10:00');
  assert.deepEqual(ends(on('b1', until + 20 * SECOND, 9_000), on('b2', until, 5), until), {
    from: undefined,
    until,
    earliest: until,
  });
});

test('R14: a clock a year ahead that went on over a restart tells how long the gateway was off', () => {
  const until = at('10:00');
  const clocks = [{ gateway: 'g', boot: 'b2', trueAt: until, mono: 0, withinMs: 2_000 }];
  const from = on('b1', until + YEAR - HOUR, 9_000);
  assert.deepEqual(ends(from, on('b2', until + YEAR, 0), until + SECOND, clocks), {
    from: until - HOUR,
    until,
    guessed: true,
  });
});

test('R14: a clock that began at 1970 before a restart says nothing of a right one after it', () => {
  const until = at('10:00');
  const found = ends(on('b1', 9_000, 9_000), on('b2', until, 5), until);
  assert.deepEqual(found, { from: undefined, until, earliest: until });
});

test('R14: an end that is ahead of its arrival lies before it, and a beginning is not known', () => {
  const [from, arrival] = [at('09:00'), at('10:00')];
  const ahead = arrival + 2 * HOUR;
  assert.deepEqual(ends(on('b1', from, 5), on('b1', ahead, 5_000), arrival), { from, until: arrival });
  assert.deepEqual(ends(on('b1', ahead - HOUR, 5), on('b1', ahead, 5_000), arrival), {
    from: undefined,
    until: arrival,
    earliest: undefined,
  });
  assert.deepEqual(ends(on('b1', arrival + FUTURE, 5), undefined, arrival).from, arrival + FUTURE);
  assert.deepEqual(ends(on('b1', arrival + FUTURE + 1, 5), undefined, arrival).from, undefined);
});
