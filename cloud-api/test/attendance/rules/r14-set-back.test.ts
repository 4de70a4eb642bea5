import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseFacts } from '../../../src/attendance/explain/case-facts.ts';
import type { ClockFact, SchoolDayFacts } from '../../../src/attendance/fold/facts.ts';
import { rebuild } from '../../../src/attendance/fold/rebuild.ts';
import { clockBook, setBackBounds } from '../../../src/attendance/rules/r14-clock.ts';
import { setBackFact } from '../../../src/attendance/rules/r14-set-back.ts';
import { DATE, SHIFT_1, TIME_ZONE, taps, utc } from '../support/case-dsl.ts';

const at = (local: string) => Date.parse(utc(local));
const MINUTE = 60_000;
const BOOTED = at('06:00');

/** A day as a clock tells it that was `ahead` until the true time `set`, and right since. */
function told(text: string, ahead: number, set: number, measured = false): SchoolDayFacts {
  const one = { id: 'own', date: DATE, lessons: SHIFT_1, events: taps(text) };
  const facts = caseFacts({ timezone: TIME_ZONE, settings: {}, cases: [] }, one);
  const events = facts.events.map((event) => {
    const offset = event.at < set ? ahead : 0;
    return { ...event, mono: event.at - BOOTED, at: event.at + offset, receivedAt: at('22:00') };
  });
  const moment = (time: number, offset: number) => ({ at: time + offset, mono: time - BOOTED, boot: 'b1' });
  const gap = { gateway: 'edge-A', from: moment(set - MINUTE, ahead), until: moment(set, 0) };
  const measurement = {
    gateway: 'edge-A',
    boot: 'b1',
    trueAt: at('21:00'),
    mono: at('21:00') - BOOTED,
    withinMs: 2_000,
  };
  const clocks: ClockFact[] = [...setBackFact(gap), ...(measured ? [measurement] : [])];
  return { ...facts, events, clocks };
}

const lessonsOf = (facts: SchoolDayFacts): readonly string[] =>
  rebuild(facts, Number.POSITIVE_INFINITY).days[0]!.lessons.map(({ status }) => status);

test('I8 R14: what a fast clock told before it was set back lies between the two times that it may have', () => {
  const event = told('IN A 07:25', 60 * MINUTE, at('09:21')).events[0]!;
  const one = { gateway: 'edge-A', boot: 'b1', mono: event.mono!, setBackMs: 60 * MINUTE };
  const bounds = (clocks: ClockFact[]) => setBackBounds(event, clockBook(clocks));
  assert.deepEqual(bounds([one]), { from: at('07:25'), until: at('08:25') });
  // Behind the step it is believed, and one that was set back twice is older still.
  assert.equal(bounds([{ ...one, mono: event.mono! - 1 }]), undefined);
  assert.deepEqual(bounds([one, { ...one, mono: event.mono! + 1 }]), {
    from: at('06:25'),
    until: at('08:25'),
  });
  assert.equal(bounds([one, { gateway: 'edge-A', boot: 'b1', trueAt: 0, mono: 0, withinMs: 0 }]), undefined);
});

test('I8 R14 R17: nobody is absent by a clock that was an hour ahead and was set back; measured, all is known', () => {
  const day = 'IN A 07:25; OUT A 10:52; IN A 10:58; OUT A 13:17';
  const doubted = lessonsOf(told(day, 60 * MINUTE, at('11:30')));
  assert.ok(!doubted.includes('absent'), doubted.join());
  assert.deepEqual(new Set(lessonsOf(told(day, 60 * MINUTE, at('11:30'), true))), new Set(['present']));
  // A step of minutes doubts minutes: who came in before any of them is present.
  const left = lessonsOf(told('IN A 07:00; OUT A 09:05', 5 * MINUTE, at('12:00')));
  assert.ok(!left.includes('absent') && left.includes('unknown'), left.join());
});

test('I8 R17: a lane that stood open before the clock was set back doubts until it closed, by any clock', () => {
  const facts = told('OUT B 08:30 gw 2; A 08:00 (free_start); A 09:30 (free_end)', 5 * MINUTE, at('12:00'));
  const other = facts.events.map((event) =>
    event.gateway === 'edge-2' ? { ...event, at: at('08:30') } : event,
  );
  const lessons = lessonsOf({ ...facts, events: other });
  assert.ok(!lessons.includes('absent'), lessons.join());
});

test('I8 R14: whatever the clock said before, who was inside is never absent', () => {
  const minutes = fc.integer({ min: 61, max: 500 });
  const day = fc.uniqueArray(minutes, { minLength: 2, maxLength: 6 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 3, max: 300 }),
      fc.integer({ min: 61, max: 500 }),
      (moves, ahead, set) => {
        const text = (minute: number) => {
          const hours = String(6 + Math.floor(minute / 60)).padStart(2, '0');
          return `${hours}:${String(minute % 60).padStart(2, '0')}`;
        };
        const walked = moves.map((minute, index) => `${index % 2 === 0 ? 'IN' : 'OUT'} A ${text(minute)}`);
        const all = walked.join('; ');
        const truth = lessonsOf(told(all, 0, 0));
        const found = lessonsOf(told(all, ahead * MINUTE, BOOTED + set * MINUTE));
        found.forEach((result, index) => {
          if (truth[index] === 'present') assert.notEqual(result, 'absent', `lesson ${index + 1} of ${all}`);
        });
      },
    ),
    { numRuns: 300 },
  );
});
