import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CalendarFacts, ClassFacts, DayEntry } from '../../src/people/calendar/facts.ts';
import { classDay } from '../../src/people/calendar/lessons.ts';
import { isoWeek, weekday } from '../../src/people/calendar/local-date.ts';
import { countSchoolDays, schoolDay } from '../../src/people/calendar/school-day.ts';
import { datesBetween } from '../../src/people/index.ts';

const PERIODS = [
  { number: 1, start: '07:30', end: '08:10' },
  { number: 2, start: '08:20', end: '09:00' },
];
const lesson = (weekday: number, period: number, more = {}) => ({
  weekday,
  period,
  subject: 'math',
  ...more,
});

function class7a(more: Partial<ClassFacts> = {}): ClassFacts {
  return {
    id: '7a',
    name: '7а',
    grade: 7,
    terms: [{ number: 1, first: '2026-09-15', last: '2027-01-31' }],
    shifts: [{ holdsFrom: '2026-09-15', value: 'first' }],
    timetable: {
      regular: [
        {
          holdsFrom: '2026-09-15',
          value: [1, 2, 3, 4, 5].flatMap((day) => [lesson(day, 1), lesson(day, 2)]),
        },
      ],
      onDate: new Map(),
    },
    days: new Map(),
    ...more,
  };
}

function calendar(days: Record<string, DayEntry> = {}, of = class7a()): CalendarFacts {
  return {
    school: 's',
    timezone: 'Europe/Sofia',
    classes: new Map([['7a', of]]),
    bells: new Map([
      ['first', { regular: [{ holdsFrom: '2026-09-15', value: PERIODS }], onDate: new Map() }],
    ]),
    days: new Map(Object.entries(days)),
  };
}

const kindOn = (of: CalendarFacts, date: string) => schoolDay(of, of.classes.get('7a')!, date).kind;
const numbersOn = (of: CalendarFacts, date: string) =>
  classDay(of, '7a', date)!.lessons.map((found) => found.number);

test('weekdays and ISO weeks', () => {
  assert.equal(weekday('2026-11-09'), 1);
  assert.equal(weekday('1969-12-31'), 3);
  assert.equal(isoWeek('2027-01-01'), 53);
  assert.equal(isoWeek('2027-01-04'), 1);
});

test('a day is what its own entry says, then the term, then the week', () => {
  const days: Record<string, DayEntry> = {
    '2026-11-10': { kind: 'holiday', asWeekday: undefined },
    '2026-11-14': { kind: 'school_day', asWeekday: 2 },
    '2026-11-11': { kind: 'remote', asWeekday: undefined },
  };
  const of = calendar(days);
  assert.equal(kindOn(of, '2026-11-09'), 'school');
  assert.equal(kindOn(of, '2026-11-10'), 'holiday');
  assert.equal(kindOn(of, '2026-11-11'), 'remote');
  assert.equal(kindOn(of, '2026-11-14'), 'school');
  assert.equal(kindOn(of, '2026-11-15'), 'weekend');
  assert.equal(kindOn(of, '2026-08-03'), 'vacation');
});

test('R18: lessons of a remote day exist but not at the gate', () => {
  const day = classDay(
    calendar({ '2026-11-11': { kind: 'remote', asWeekday: undefined } }),
    '7a',
    '2026-11-11',
  )!;
  assert.deepEqual(day.day, { lessons: true, kind: 'remote', gate: false, byWeekday: 3 });
  assert.equal(day.lessons.length, 2);
});

test("a class's own entry wins over the school's", () => {
  const away = class7a({ days: new Map([['2026-11-10', { kind: 'excursion', asWeekday: undefined }]]) });
  const of = calendar({ '2026-11-10': { kind: 'holiday', asWeekday: undefined } }, away);
  assert.equal(kindOn(of, '2026-11-10'), 'excursion');
});

test('a school day by order follows the weekday that it makes up for', () => {
  const monday = class7a({
    timetable: { regular: [{ holdsFrom: '2026-09-15', value: [lesson(1, 1)] }], onDate: new Map() },
  });
  const saturday = '2026-11-14';
  assert.deepEqual(
    numbersOn(calendar({ [saturday]: { kind: 'school_day', asWeekday: 1 } }, monday), saturday),
    [1],
  );
  assert.deepEqual(
    numbersOn(calendar({ [saturday]: { kind: 'school_day', asWeekday: 2 } }, monday), saturday),
    [],
  );
});

test('a timetable holds from its date, and an exception on its one day', () => {
  const of = class7a({
    timetable: {
      regular: [
        { holdsFrom: '2026-09-15', value: [lesson(1, 1)] },
        { holdsFrom: '2026-11-09', value: [lesson(1, 2)] },
      ],
      onDate: new Map([['2026-11-16', [lesson(1, 1), lesson(1, 2)]]]),
    },
  });
  assert.deepEqual(numbersOn(calendar({}, of), '2026-11-02'), [1]);
  assert.deepEqual(numbersOn(calendar({}, of), '2026-11-09'), [2]);
  assert.deepEqual(numbersOn(calendar({}, of), '2026-11-16'), [1, 2]);
  assert.deepEqual(numbersOn(calendar({}, of), '2026-11-23'), [2]);
});

test('M16: groups of a divided class at one hour are one lesson', () => {
  const of = class7a({
    timetable: {
      regular: [
        {
          holdsFrom: '2026-09-15',
          value: [lesson(1, 1, { group: 'a' }), lesson(1, 1, { group: 'b', subject: 'art' })],
        },
      ],
      onDate: new Map(),
    },
  });
  const { lessons } = classDay(calendar({}, of), '7a', '2026-11-09')!;
  assert.equal(lessons.length, 1);
  assert.deepEqual(lessons[0]!.parts, [
    { subject: 'math', group: 'a' },
    { subject: 'art', group: 'b' },
  ]);
});

test('lessons of odd weeks are held in odd ISO weeks only', () => {
  const of = class7a({
    timetable: {
      regular: [{ holdsFrom: '2026-09-15', value: [lesson(1, 1, { weeks: 'odd' })] }],
      onDate: new Map(),
    },
  });
  assert.deepEqual(numbersOn(calendar({}, of), '2026-11-02'), [1]);
  assert.deepEqual(numbersOn(calendar({}, of), '2026-11-09'), []);
});

test('lesson times follow the local clock across the end of summer time', () => {
  const before = classDay(calendar(), '7a', '2026-10-23')!.lessons[0]!;
  const later = classDay(calendar(), '7a', '2026-10-26')!.lessons[0]!;
  assert.equal(new Date(before.start).toISOString(), '2026-10-23T04:30:00.000Z');
  assert.equal(new Date(later.start).toISOString(), '2026-10-26T05:30:00.000Z');
});

test('a lesson may pass midnight', () => {
  const of = calendar();
  const late = {
    regular: [{ holdsFrom: '2026-09-15', value: [{ number: 1, start: '23:30', end: '00:10' }] }],
    onDate: new Map(),
  };
  const { lessons } = classDay({ ...of, bells: new Map([['first', late]]) }, '7a', '2026-11-09')!;
  assert.equal(lessons[0]!.end - lessons[0]!.start, 40 * 60_000);
});

test('a lesson-hour that no bell rings for is named, not dropped in silence', () => {
  const of = class7a({
    timetable: {
      regular: [{ holdsFrom: '2026-09-15', value: [lesson(1, 1), lesson(1, 9)] }],
      onDate: new Map(),
    },
  });
  const day = classDay(calendar({}, of), '7a', '2026-11-09')!;
  assert.deepEqual(day.withoutBell, [9]);
  assert.equal(day.lessons.length, 1);
});

test('school days of December 2020: 17 until the 23rd (guard g7)', () => {
  const of = class7a({ terms: [{ number: 1, first: '2020-09-15', last: '2021-01-29' }] });
  const holiday: DayEntry = { kind: 'holiday', asWeekday: undefined };
  const days = Object.fromEntries(datesBetween('2020-12-24', '2020-12-31').map((date) => [date, holiday]));
  assert.equal(countSchoolDays(calendar(days, of), of, datesBetween('2020-12-01', '2020-12-31')), 17);
});
