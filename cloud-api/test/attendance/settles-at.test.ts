import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SchoolFacts } from '../../src/attendance/store/school-facts.ts';
import type { CalendarFacts } from '../../src/people/index.ts';
import { DATE, utc } from './support/case-dsl.ts';

const SINCE = '2026-09-15';

/** A school that closes at 20:00, with one class that has lessons until the given hour. */
function schoolUntil(end: string): SchoolFacts {
  const holds = <T>(value: T) => [{ holdsFrom: SINCE, value }];
  const lesson = { weekday: 1, period: 1, subject: 'art' };
  const calendar: CalendarFacts = {
    school: 's',
    timezone: 'Europe/Sofia',
    classes: new Map([
      [
        'c',
        {
          id: 'c',
          name: '11а',
          grade: 11,
          terms: [{ number: 1, first: SINCE, last: '2027-01-31' }],
          shifts: holds('evening'),
          timetable: { regular: holds([lesson]), onDate: new Map() },
          days: new Map(),
        },
      ],
    ]),
    bells: new Map([
      ['evening', { regular: holds([{ number: 1, start: '18:30', end }]), onDate: new Map() }],
    ]),
    days: new Map(),
  };
  return new SchoolFacts(0, calendar, { opens: 6 * 3_600, closes: 20 * 3_600 }, [], {});
}

test('I8 R17: a day is over ten minutes after closing, or after a lesson that lasts longer', () => {
  assert.equal(schoolUntil('19:10').settlesAt(DATE), Date.parse(utc('20:10')));
  assert.equal(schoolUntil('20:50').settlesAt(DATE), Date.parse(utc('21:00')));
  assert.equal(schoolUntil('20:50').settlesAt('2026-11-10'), Date.parse(utc('20:10', '2026-11-10')));
});
