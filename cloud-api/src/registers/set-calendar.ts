import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { policyChanged } from '../cards/list-changes.ts';
import { datesBetween, weekday } from '../people/index.ts';
import type { Period } from '../people/tables/calendar.ts';
import type { RosterContext } from '../roster/index.ts';
import type { NewBells, NewCalendarDays, NewTimetable } from './schemas.ts';

/** Sets the bells of a shift from a day on, or on one day. What held before stays in the past. */
export async function setBells({ trx, school, now }: RosterContext, bells: NewBells): Promise<string> {
  assertPeriods(bells.periods);
  const { id } = await trx
    .insertInto('bell_schedule')
    .values({
      school,
      shift: bells.shift,
      holds_from: bells.holdsFrom,
      only_on: bells.onlyThatDay === true ? bells.holdsFrom : null,
      periods: JSON.stringify(bells.periods),
      recorded_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await log(trx, 'bell_schedule', id);
  return id;
}

/** Lesson-hours follow one another; only the last may pass midnight. */
export function assertPeriods(periods: readonly Period[]): void {
  for (const [index, period] of periods.entries()) {
    const before = periods[index - 1];
    const late = index < periods.length - 1 && period.end <= period.start;
    if (late || (before !== undefined && (period.start < before.end || period.number <= before.number))) {
      throw new VratarError('periods_overlap', { number: period.number }, { field: `/periods/${index}` });
    }
  }
}

export async function setTimetable(
  { trx, school, now }: RosterContext,
  timetable: NewTimetable,
): Promise<string> {
  const { id } = await trx
    .insertInto('timetable')
    .values({
      school,
      class: timetable.class,
      holds_from: timetable.holdsFrom,
      only_on: timetable.onlyThatDay === true ? timetable.holdsFrom : null,
      lessons: JSON.stringify(timetable.lessons),
      recorded_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await log(trx, 'timetable', id);
  return id;
}

/** The shift of a class from a day on. */
export async function setShift(
  { trx, school, now }: RosterContext,
  change: { readonly class: string; readonly shift: string; readonly holdsFrom: string },
): Promise<void> {
  const { class: of, shift, holdsFrom } = change;
  await trx
    .insertInto('class_shift')
    .values({ school, class: of, shift, holds_from: holdsFrom, recorded_at: now })
    .execute();
  await log(trx, 'class', of);
}

/** Days that are not as the week says. Saturdays and Sundays inside of a holiday are left alone. */
export async function addCalendarDays(context: RosterContext, days: NewCalendarDays): Promise<number> {
  const { trx, school, now } = context;
  const free = days.kind === 'holiday' || days.kind === 'off_day';
  const dates = datesBetween(days.from, days.to).filter(
    (day) => !free || weekday(day) <= 5 || days.from === days.to,
  );
  if (dates.length === 0 || dates.length > 366)
    throw new VratarError('days_range', { from: days.from, to: days.to });
  const rows = dates.map((day) => ({
    school,
    class: days.class ?? null,
    day,
    kind: days.kind,
    as_weekday: days.asWeekday ?? null,
    note: days.note ?? '',
    recorded_at: now,
  }));
  await trx.insertInto('calendar_day').values(rows).execute();
  await policyChanged(context);
  await log(trx, 'calendar', days.from, { kind: days.kind, to: days.to });
  return rows.length;
}

/** Takes an entry of the calendar back. @throws VratarError `fact_unknown` */
export async function withdrawFact(
  context: RosterContext,
  table: 'calendar_day' | 'bell_schedule' | 'timetable' | 'class_shift' | 'class_teacher',
  id: string,
): Promise<void> {
  const { trx, school, now } = context;
  const { numUpdatedRows } = await trx
    .updateTable(table)
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('school', '=', school)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new VratarError('fact_unknown');
  if (table === 'calendar_day') await policyChanged(context);
  await log(trx, table, id, { withdrawn: true });
}

/** Takes entries of the calendar back, all or none. @throws VratarError `fact_unknown` */
export async function withdrawDays(context: RosterContext, ids: readonly string[]): Promise<void> {
  const { trx, school, now } = context;
  const rows = await trx
    .updateTable('calendar_day')
    .set({ withdrawn_at: now })
    .where('id', 'in', ids)
    .where('school', '=', school)
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'day', 'kind'])
    .execute();
  if (rows.length < ids.length) throw new VratarError('fact_unknown');
  await policyChanged(context);
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const entries = rows.map(({ id }) => id).sort();
  await log(trx, 'calendar', days[0]!, { withdrawn: true, to: days.at(-1), kinds, days, entries });
}

/** What attendance is computed from has changed: who did it is asked later. */
async function log(trx: RosterContext['trx'], kind: string, id: string, detail = {}): Promise<void> {
  await audit(trx, { action: 'register_changed', subject: `${kind}:${id}`, detail });
}
