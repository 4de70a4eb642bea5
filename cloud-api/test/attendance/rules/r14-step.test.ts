import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseFacts } from '../../../src/attendance/explain/case-facts.ts';
import type { ClockFact, SchoolDayFacts } from '../../../src/attendance/fold/facts.ts';
import { rebuild } from '../../../src/attendance/fold/rebuild.ts';
import { clockBook, correctedTime, steppedBounds } from '../../../src/attendance/rules/r14-clock.ts';
import { stepFacts } from '../../../src/attendance/rules/r14-step.ts';
import { DATE, SHIFT_1, TIME_ZONE, taps, utc } from '../support/case-dsl.ts';

const at = (local: string) => Date.parse(utc(local));
const MINUTE = 60_000;
const BOOTED = at('06:00');

/** How far a clock was ahead before and after the true time at which it was stepped. */
type Step = readonly [before: number, after: number];

/** A day as a clock tells it that was stepped at the true time `set`. */
function told(text: string, [before, after]: Step, set: number, measured = false): SchoolDayFacts {
  const one = { id: 'own', date: DATE, lessons: SHIFT_1, events: taps(text) };
  const facts = caseFacts({ timezone: TIME_ZONE, settings: {}, cases: [] }, one);
  const events = facts.events.map((event) => {
    const offset = event.at < set ? before : after;
    return { ...event, mono: event.at - BOOTED, at: event.at + offset, receivedAt: at('22:00') };
  });
  const moment = (time: number, offset: number) => ({ at: time + offset, mono: time - BOOTED, boot: 'b1' });
  const gap = {
    gateway: 'edge-A',
    from: moment(set - MINUTE, before),
    until: moment(set, after),
    receivedAt: at('22:00'),
  };
  const measurement = {
    gateway: 'edge-A',
    boot: 'b1',
    trueAt: at('21:00'),
    mono: at('21:00') - BOOTED,
    withinMs: 2_000,
  };
  const clocks: ClockFact[] = [...stepFacts(gap), ...(measured ? [measurement] : [])];
  return { ...facts, events, clocks };
}

const lessonsOf = (facts: SchoolDayFacts): readonly string[] =>
  rebuild(facts, Number.POSITIVE_INFINITY).days[0]!.lessons.map(({ status }) => status);

test('I8 R14: all that a stepped clock told lies between the times that either of its settings gives it', () => {
  for (const step of [
    [60 * MINUTE, 0],
    [0, -60 * MINUTE],
    [-60 * MINUTE, 0],
    [0, 60 * MINUTE],
  ] as const) {
    const facts = told('IN A 07:25; OUT A 12:00', step, at('09:21'));
    const book = clockBook(facts.clocks);
    facts.events.forEach((event, index) => {
      const truth = at(index === 0 ? '07:25' : '12:00');
      const bounds = { from: truth + Math.min(...step), until: truth + Math.max(...step) };
      assert.deepEqual(steppedBounds(event, book), bounds);
      assert.equal(correctedTime(event, book), undefined);
    });
  }
});

test('R14: one measurement, on either side of a step, dates all of the boot', () => {
  const facts = told('IN A 07:25; OUT A 12:00', [0, 60 * MINUTE], at('09:21'), true);
  const book = clockBook(facts.clocks);
  assert.deepEqual(
    facts.events.map((event) => correctedTime(event, book)),
    [at('07:25'), at('12:00')],
  );
});

test('R14: a step ahead of its own arrival, or from a clock that was never set, leaves one time', () => {
  const facts = told('IN A 07:25; OUT A 12:00', [0, 16 * 60 * MINUTE], at('09:21'));
  const never = told('IN A 07:25; OUT A 12:00', [-3 * 60 * MINUTE, 0], at('09:21'));
  const [first, second] = never.clocks as [ClockFact, ClockFact];
  const unset = { ...never, clocks: [{ ...first, unset: true } as ClockFact, second] };
  for (const { events, clocks } of [facts, unset]) {
    const book = clockBook(clocks);
    assert.deepEqual(
      events.map((event) => correctedTime(event, book)),
      [at('07:25'), at('12:00')],
    );
  }
});

test('R14: a step that nobody can tell from a slow network is none', () => {
  const { events, clocks } = told('IN A 07:25; OUT A 12:00', [0, 1_500], at('09:21'));
  assert.deepEqual(
    events.map((event) => correctedTime(event, clockBook(clocks))),
    [at('07:25'), at('12:00') + 1_500],
  );
});

test('R14: a clock that was stepped each minute for months bounds its boot as fast as it is read', () => {
  const clocks = Array.from({ length: 200_000 }, (_, minute): ClockFact => {
    const mono = minute * MINUTE;
    const heardAt = BOOTED + mono + MINUTE;
    return {
      gateway: 'g',
      boot: 'b',
      mono,
      toldAt: BOOTED + mono + (minute % 2) * 3_000,
      heardAt,
      unset: false,
    };
  });
  const began = [...clockBook(clocks).values()].map((clock) => clock.began);
  assert.deepEqual(began, [{ earliest: BOOTED, latest: BOOTED + 3_000 }]);
});

test('I8 R14 R17: nobody is absent by a clock that was an hour ahead and was set back; measured, all is known', () => {
  const day = 'IN A 07:25; OUT A 10:52; IN A 10:58; OUT A 13:17';
  const doubted = lessonsOf(told(day, [60 * MINUTE, 0], at('11:30')));
  assert.ok(!doubted.includes('absent'), doubted.join());
  assert.deepEqual(new Set(lessonsOf(told(day, [60 * MINUTE, 0], at('11:30'), true))), new Set(['present']));
  // A step of minutes doubts minutes: who came in before any of them is present.
  const left = lessonsOf(told('IN A 07:00; OUT A 09:05', [5 * MINUTE, 0], at('12:00')));
  assert.ok(!left.includes('absent') && left.includes('unknown'), left.join());
});

test('I8 R17: a lane that stood open before the clock was set back doubts until it closed, by any clock', () => {
  const facts = told(
    'OUT B 08:30 gw 2; A 08:00 (free_start); A 09:30 (free_end)',
    [5 * MINUTE, 0],
    at('12:00'),
  );
  const other = facts.events.map((event) =>
    event.gateway === 'edge-2' ? { ...event, at: at('08:30') } : event,
  );
  const lessons = lessonsOf({ ...facts, events: other });
  assert.ok(!lessons.includes('absent'), lessons.join());
});

test('I8 R14: whatever a clock said before or after a step, who was inside is never absent', () => {
  const minutes = fc.integer({ min: 61, max: 500 });
  const day = fc.uniqueArray(minutes, { minLength: 2, maxLength: 6 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(
      day,
      fc.oneof(fc.integer({ min: -18_000, max: -3 }), fc.integer({ min: 3, max: 18_000 })),
      fc.boolean(),
      fc.integer({ min: 61, max: 500 }),
      (moves, off, isRightFirst, set) => {
        const text = (minute: number) => {
          const hours = String(6 + Math.floor(minute / 60)).padStart(2, '0');
          return `${hours}:${String(minute % 60).padStart(2, '0')}`;
        };
        const walked = moves.map((minute, index) => `${index % 2 === 0 ? 'IN' : 'OUT'} A ${text(minute)}`);
        const all = walked.join('; ');
        const truth = lessonsOf(told(all, [0, 0], 0));
        const found = lessonsOf(
          told(all, isRightFirst ? [0, 1_000 * off] : [1_000 * off, 0], BOOTED + set * MINUTE),
        );
        found.forEach((result, index) => {
          if (truth[index] === 'present') assert.notEqual(result, 'absent', `lesson ${index + 1} of ${all}`);
        });
      },
    ),
    { numRuns: 300 },
  );
});
