import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFacts } from '../../../src/attendance/explain/case-facts.ts';
import type { Mark, PupilFacts } from '../../../src/attendance/fold/facts.ts';
import { rebuild } from '../../../src/attendance/fold/rebuild.ts';
import { lateInsideNote } from '../../../src/attendance/rules/r19-excuse.ts';
import { preschoolDay } from '../../../src/attendance/rules/r20-totals.ts';
import { alertsAt } from '../../../src/attendance/rules/r21-alerts.ts';
import { DATE, explain, letters, SHIFT_1, taps, utc } from '../support/case-dsl.ts';

const NOTE = { excuses: [{ from: '2026-11-09', to: '2026-11-10' }] };

function rebuildWith(events: string, pupil: Partial<PupilFacts>) {
  const facts = caseFacts(
    { timezone: 'Europe/Sofia', settings: {}, cases: [] },
    { id: 'x', date: DATE, lessons: SHIFT_1, events: taps(events) },
  );
  const pupils = facts.pupils.map((each) => ({ ...each, ...pupil }));
  const [day] = rebuild({ ...facts, pupils }, Number.POSITIVE_INFINITY).days;
  return day as NonNullable<typeof day>;
}

test('R18: the mark of a teacher wins over the gate, over doubt and over consent', () => {
  const marks = new Map<number, Mark>([
    [1, 'absent'],
    [2, 'excused'],
    [3, 'late'],
  ]);
  const day = rebuildWith('IN A 07:25; OUT A 13:17', { marks });
  assert.deepEqual(day.lessons.map((lesson) => lesson.status).slice(0, 4), [
    'absent',
    'excused',
    'late',
    'present',
  ]);
  assert.equal(day.unexcusedHours, 1.5);
  assert.equal(day.excusedHours, 1);
  assert.equal(rebuildWith('', { marks, passOnly: true }).unexcusedHours, 1.5);
});

test('R18: on a remote day or an excursion the gates say nothing', () => {
  const day = rebuildWith('', { gateUnused: true });
  assert.ok(day.lessons.every((lesson) => lesson.status === 'gate_unused'));
  assert.equal(day.unexcusedHours, 0);
});

test('R19: an excuse turns absences into excused ones, not lateness and not doubt', () => {
  const found = explain('IN A 07:40; OUT A 10:00; IN A 11:55 (denied)', NOTE);
  assert.equal(letters(found), 'LPPEEUU');
  assert.deepEqual([found.unexcusedHours, found.excusedHours, found.reviewLessons], [0.5, 2, 2]);
});

test('R19: both dates of an excuse are included, others not', () => {
  const excuses = [{ from: '2026-11-08', to: '2026-11-09' }];
  assert.equal(letters(explain('', { excuses })), 'EEEEEEE');
  assert.equal(letters(explain('', { excuses: [{ from: '2026-11-10', to: '2026-11-12' }] })), 'AAAAAAA');
});

test('R19: late lessons inside a medical note are listed for the teacher', () => {
  const day = rebuildWith('IN A 07:40; OUT A 13:17', { excused: true });
  assert.deepEqual(lateInsideNote(day.lessons, true), [1]);
  assert.deepEqual(lateInsideNote(day.lessons, false), []);
});

test('R20: in preschool any full absence is a day, lateness is nothing', () => {
  assert.deepEqual(preschoolDay(rebuildWith('IN A 07:40; OUT A 13:17', {}).lessons), {
    unexcused: 0,
    excused: 0,
  });
  assert.deepEqual(preschoolDay(rebuildWith('IN A 08:15; OUT A 13:17', {}).lessons), {
    unexcused: 1,
    excused: 0,
  });
  assert.deepEqual(preschoolDay(rebuildWith('', { excused: true }).lessons), { unexcused: 0, excused: 1 });
});

const REACHED: readonly [hours: number, pupil: number[], preschool: number[]][] = [
  [0, [], []],
  [1, [], []],
  [2, [], [2]],
  [2.5, [], [2]],
  [3, [3], [2, 3]],
  [4, [3], [2, 3, 4]],
  [4.5, [3, 4.5], [2, 3, 4]],
  [5, [3, 4.5, 5], [2, 3, 4]],
  [60, [3, 4.5, 5], [2, 3, 4]],
];
for (const [unexcused, pupil, preschool] of REACHED) {
  test(`R21: ${unexcused} unexcused: pupil ${pupil.join(', ') || 'nothing'}; preschool ${preschool.join(', ') || 'nothing'}`, () => {
    const alerts = (isPreschool: boolean) => alertsAt(unexcused * 2, isPreschool).map((halves) => halves / 2);
    assert.deepEqual([alerts(false), alerts(true)], [pupil, preschool]);
  });
}

test('R22: pass-only pupils are not tracked', () => {
  const found = explain('IN A 07:25; OUT A 13:17', { consent: 'pass_only' });
  assert.equal(letters(found), 'NNNNNNN');
  assert.deepEqual(found.intervals, []);
  assert.equal(found.unexcusedHours, 0);
});

test('I6: as of a moment, only what had arrived counts and later lessons are pending', () => {
  const events = taps('IN A 07:35; OUT A 10:55').map((event) => ({ ...event, receivedAt: event.at }));
  assert.equal(letters(explain(events, { asOf: utc('10:20') })), 'LPP----');
  assert.equal(letters(explain(events, { asOf: utc('11:40') })), 'LPPPA--');
  assert.equal(explain(events, { asOf: utc('10:20') }).intervals[0]?.endQuality, 'open');
});

test('R20: a preschool day that is partly absent and partly excused is an absent day, once', () => {
  const marks = new Map<number, Mark>([
    [1, 'excused'],
    [2, 'absent'],
  ]);
  const day = rebuildWith('IN A 07:25; OUT A 13:17', { marks });
  assert.deepEqual(preschoolDay(day.lessons), { unexcused: 1, excused: 0 });
});
