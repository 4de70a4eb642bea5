import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ScheduleGroup, SitePolicy } from '@vratar/protocol/lists';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { planDay } from '../../../src/core/schedule/calendar.ts';
import { scheduleAt, scheduledMode } from '../../../src/core/schedule/lookup.ts';
import { POLICY } from '../support/bench.ts';

const utc = (local: string, timezone = 'Europe/Sofia') =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(timezone).epochMilliseconds;

const policy = (group: Partial<ScheduleGroup>, more: Partial<SitePolicy> = {}): SitePolicy => ({
  ...POLICY,
  groups: [{ id: 'g', weekly: [], ...group }],
  ...more,
});

function at(rules: SitePolicy, local: string, lane = 'north', direction: 'in' | 'out' = 'in'): string {
  const moment = utc(local, rules.timezone);
  const answer = scheduleAt(planDay(rules, moment), ['g'], lane, direction, moment);
  return answer.open ? 'open' : answer.code;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

describe('schedule groups', () => {
  const school = policy(
    {
      weekly: [
        { days: [1, 2, 3, 4, 5], from: '07:00', to: '14:00', directions: ['in'] },
        { days: [1, 2, 3, 4, 5], from: '13:00', to: '20:00', directions: ['out'] },
      ],
      lanes: ['north'],
      exceptions: [
        { date: '2026-11-14', windows: [{ from: '09:00', to: '12:00' }] },
        { date: '2026-11-10', windows: [] },
        { date: '2026-12-25', windows: [{ from: '09:00', to: '12:00' }] },
      ],
    },
    { holidays: [{ from: '2026-12-24', to: '2026-12-26' }] },
  );

  const TABLE: readonly (readonly [string, string, string, ('in' | 'out')?, string?])[] = [
    ['a minute early', '2026-11-09T06:59', 'outside_schedule'],
    ['the first minute', '2026-11-09T07:00', 'open'],
    ['the last minute', '2026-11-09T13:59', 'open'],
    ['the end itself', '2026-11-09T14:00', 'direction_not_allowed'],
    ['out too early', '2026-11-09T12:59', 'direction_not_allowed', 'out'],
    ['out', '2026-11-09T13:00', 'open', 'out'],
    ['another lane', '2026-11-09T09:00', 'lane_not_allowed', 'in', 'south'],
    ['a Sunday', '2026-11-15T09:00', 'outside_schedule'],
    ['a Saturday that is an exception', '2026-11-14T09:00', 'open'],
    ['a Tuesday that is closed by exception', '2026-11-10T09:00', 'outside_schedule'],
    ['a holiday', '2026-12-24T09:00', 'holiday'],
    ['the last holiday', '2026-12-26T09:00', 'holiday'],
    ['a holiday that is an exception', '2026-12-25T09:00', 'open'],
    ['a holiday that is an exception, behind its window', '2026-12-25T12:00', 'outside_schedule'],
  ];
  for (const [what, local, expected, direction, lane] of TABLE) {
    it(`${what}: ${expected}`, () => assert.equal(at(school, local, lane, direction), expected));
  }

  it('goes on over midnight', () => {
    const night = policy({ weekly: [{ days: [5], from: '22:00', to: '02:00' }] });
    assert.equal(at(night, '2026-11-13T23:59'), 'open');
    assert.equal(at(night, '2026-11-14T01:59'), 'open');
    assert.equal(at(night, '2026-11-14T02:00'), 'outside_schedule');
    assert.equal(at(night, '2026-11-14T22:30'), 'outside_schedule');
  });

  it('C26 keeps the wall clock over the end of summer time', () => {
    const morning = policy({ weekly: [{ days: everyDay, from: '07:30', to: '08:10' }] });
    for (const day of ['2026-10-24', '2026-10-25', '2026-10-26', '2026-03-29', '2026-03-30']) {
      assert.equal(at(morning, `${day}T07:29`), 'outside_schedule', day);
      assert.equal(at(morning, `${day}T07:30`), 'open', day);
      assert.equal(at(morning, `${day}T08:10`), 'outside_schedule', day);
    }
  });

  it('is open in both of the hours that come twice', () => {
    const night = policy({ weekly: [{ days: [7], from: '03:00', to: '03:30' }] });
    const first = Date.UTC(2026, 9, 25, 0, 15);
    for (const moment of [first, first + 3_600_000]) {
      assert.equal(scheduleAt(planDay(night, moment), ['g'], 'north', 'in', moment).open, true);
    }
  });

  it('is open whenever the clock on the wall shows a time of it, also in the night in which an hour is skipped', () => {
    const after = Date.UTC(2026, 2, 29, 1);
    const isOpen = (from: string, to: string, moment: number) =>
      scheduleAt(
        planDay(policy({ weekly: [{ days: everyDay, from, to }] }), moment),
        ['g'],
        'north',
        'in',
        moment,
      ).open;
    for (const from of ['02:30', '03:00', '03:30', '04:00']) {
      assert.equal(isOpen(from, '04:30', after), true, `from ${from}: 04:00 on the wall`);
      assert.equal(isOpen(from, '04:30', after + 29 * 60_000), true, `from ${from}: 04:29`);
      assert.equal(isOpen(from, '04:30', after + 30 * 60_000), false, `from ${from}: 04:30`);
      assert.equal(
        isOpen(from, '04:30', after - 1),
        from === '02:30',
        `from ${from}: the last moment before`,
      );
    }
  });

  it('is open all day until 24:00, however long the day is', () => {
    const always = policy({ weekly: [{ days: everyDay, from: '00:00', to: '24:00' }] });
    for (const day of ['2026-03-29', '2026-10-25', '2026-11-09'])
      for (const time of ['00:00', '12:00', '23:59']) assert.equal(at(always, `${day}T${time}`), 'open', day);
  });

  it('agrees with a calendar computed the slow way', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    // Of Sofia's clocks, in 2026.
    const nearChange = fc
      .tuple(
        fc.constantFrom(Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)),
        fc.integer({ min: -4, max: 24 }),
      )
      .chain(([change, hours]) =>
        fc.integer({ min: 0, max: 59 }).map((of) => change + hours * 3_600_000 + of * 60_000),
      );
    const time = (value: number) =>
      `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Sofia', 'Asia/Vladivostok', 'Europe/Moscow', 'America/St_Johns'),
        fc.oneof(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }), nearChange),
        minute,
        minute,
        fc.subarray(everyDay, { minLength: 1 }),
        (timezone, moment, from, to, days) => {
          const rules = policy({ weekly: [{ days, from: time(from), to: time(to) }] }, { timezone });
          const local = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timezone);
          const day = local.toPlainDate();
          const now = local.hour * 60 + local.minute;
          const today = days.includes(day.dayOfWeek);
          const yesterday = days.includes(day.subtract({ days: 1 }).dayOfWeek);
          const expected =
            to > from ? today && now >= from && now < to : (today && now >= from) || (yesterday && now < to);
          const { open } = scheduleAt(planDay(rules, moment), ['g'], 'north', 'in', moment);
          // Where clocks change a window is never shorter than written, and may be longer.
          const changes = local.hoursInDay !== 24 || local.subtract({ days: 1 }).hoursInDay !== 24;
          if (expected || !changes) assert.equal(open, expected);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('modes by the calendar', () => {
  const rules: SitePolicy = {
    ...POLICY,
    laneModes: [
      { days: everyDay, from: '07:00', to: '07:30', in: 'controlled', out: 'blocked' },
      { days: everyDay, from: '07:20', to: '07:25', lanes: ['south'], in: 'free' },
    ],
  };
  const mode = (local: string, lane: string, direction: 'in' | 'out') =>
    scheduledMode(planDay(rules, utc(local)), lane, direction, utc(local));

  it('is entry only before lessons', () => {
    assert.equal(mode('2026-11-09T07:10', 'north', 'out'), 'blocked');
    assert.equal(mode('2026-11-09T07:30', 'north', 'out'), undefined);
  });

  it('says nothing on other days, and on holidays only where it is said', () => {
    const on = (more: object, local: string) => {
      const rule = { days: [1], from: '07:00', to: '08:00', in: 'free' as const, ...more };
      const holidays = [{ from: '2026-11-16', to: '2026-11-16' }];
      const plan = planDay({ ...POLICY, laneModes: [rule], holidays }, utc(local));
      return scheduledMode(plan, 'north', 'in', utc(local));
    };
    assert.equal(on({}, '2026-11-09T07:10'), 'free');
    assert.equal(on({}, '2026-11-10T07:10'), undefined, 'a Tuesday');
    assert.equal(on({}, '2026-11-16T07:10'), undefined, 'a Monday without school');
    assert.equal(on({ onHolidays: true }, '2026-11-16T07:10'), 'free');
  });

  it('lets the later rule win, where it says something', () => {
    assert.equal(mode('2026-11-09T07:20', 'south', 'in'), 'free');
    assert.equal(mode('2026-11-09T07:20', 'south', 'out'), 'blocked');
    assert.equal(mode('2026-11-09T07:20', 'north', 'in'), 'controlled');
  });
});
