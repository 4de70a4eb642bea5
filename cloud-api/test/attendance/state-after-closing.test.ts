import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openForLessons } from '../../src/attendance/fold/open-for-lessons.ts';
import type { SchoolDay } from '../../src/attendance/fold/rebuild-student-day.ts';
import { DEFAULT_RULE_SETTINGS } from '../../src/attendance/fold/settings.ts';
import { emptyTrail, type Trail } from '../../src/attendance/fold/trail.ts';
import type { Doubt } from '../../src/attendance/rules/r17-doubt.ts';
import { lessonStanding } from '../../src/attendance/today/lesson-now.ts';
import { stateAt } from '../../src/attendance/today/person-state.ts';
import { utc } from './support/case-dsl.ts';

const at = (local: string): number => Date.parse(utc(local));

const DAY: SchoolDay = {
  settings: DEFAULT_RULE_SETTINGS,
  window: { starts: at('00:00'), opens: at('06:00'), closes: at('20:00'), ends: at('+1 00:00') },
  fires: [],
  doubts: [],
};

function trail(...passes: readonly (readonly ['in' | 'out', string])[]): Trail {
  const rest = { gateway: 'g', epoch: 1, building: 'A', lane: 'L1', quality: 'tap' } as const;
  return {
    ...emptyTrail(),
    passes: passes.map(([direction, local], index) => ({
      ...rest,
      at: at(local),
      seq: index + 1,
      direction,
    })),
  };
}

const statesOf = (day: SchoolDay, of: Trail, ...times: string[]) =>
  times.map((time) => stateAt(day, of, at(time)).state);

test('I8 R7: who was never seen to leave is inside until the building closes, and then unknown, not gone', () => {
  const never = trail(['in', '07:20']);
  assert.deepEqual(statesOf(DAY, never, '19:59', '20:00', '23:00'), ['inside', 'unknown', 'unknown']);
  assert.deepEqual(stateAt(DAY, never, at('21:00')), { state: 'unknown', since: at('07:20'), causes: [] });
});

test('R7: who is seen to leave after closing has left, and who comes then is inside', () => {
  assert.deepEqual(statesOf(DAY, trail(['in', '18:00'], ['out', '20:30']), '20:20', '20:30'), [
    'unknown',
    'left',
  ]);
  assert.deepEqual(statesOf(DAY, trail(['in', '07:20'], ['out', '13:00']), '19:00', '21:00'), [
    'left',
    'left',
  ]);
  assert.deepEqual(statesOf(DAY, trail(['in', '07:20'], ['in', '20:30']), '20:20', '20:40'), [
    'unknown',
    'inside',
  ]);
  assert.deepEqual(statesOf(DAY, trail(), '19:00', '21:00'), ['not_come', 'not_come']);
});

test('R7: who leaves at the very moment of closing has left', () => {
  assert.deepEqual(statesOf(DAY, trail(['in', '07:20'], ['out', '20:00']), '20:00', '21:00'), [
    'left',
    'left',
  ]);
});

test('I8 R9: a fire after closing is nobody’s exit either', () => {
  const day = { ...DAY, fires: [{ building: 'A', from: at('21:00'), until: at('21:30') }] };
  assert.deepEqual(statesOf(day, trail(['in', '07:20']), '20:59', '21:10'), ['unknown', 'unknown']);
  assert.deepEqual(statesOf(day, trail(['in', '20:30']), '20:59', '21:10'), ['inside', 'unknown']);
  assert.deepEqual(statesOf(day, trail(['in', '20:30'], ['out', '20:50']), '21:10'), ['left']);
});

test('I8 R17: who was in doubt when the building closed is in doubt afterwards, for the same reason', () => {
  const gap: Doubt = { from: at('19:00'), until: at('19:10'), cause: 'coverage_gap', gateway: 'g' };
  const day = { ...DAY, doubts: [gap] };
  assert.deepEqual(stateAt(day, trail(), at('21:00')), {
    state: 'unknown',
    since: at('19:00'),
    causes: [gap],
  });
  const out = trail(['in', '07:20'], ['out', '13:00']);
  assert.deepEqual(statesOf(day, out, '18:59', '19:30', '21:00'), ['left', 'unknown', 'unknown']);
});

test('R17: a silence that begins after closing makes nobody unknown', () => {
  const silence: Doubt = {
    from: at('21:00'),
    until: Number.POSITIVE_INFINITY,
    cause: 'coverage_gap',
    gateway: 'g',
  };
  const out = trail(['in', '07:20'], ['out', '13:00']);
  assert.deepEqual(statesOf({ ...DAY, doubts: [silence] }, out, '22:00'), ['left']);
});

test('I8 R7: in an evening lesson that the building hours do not cover, who came is inside and here', () => {
  const lesson = { n: 3, start: at('20:10'), end: at('20:50') };
  const day = openForLessons(DAY, [lesson]);
  const came = trail(['in', '18:20']);
  assert.deepEqual(statesOf(day, came, '20:00', '20:49', '20:50'), ['inside', 'inside', 'unknown']);
  assert.equal(lessonStanding(day, came, lesson, at('20:30')), 'here');
  assert.equal(lessonStanding(day, trail(), lesson, at('20:30')), 'missing');
});
