import { type Kysely, type Selectable, sql } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { CalendarFacts, ClassFacts, DayEntry, Held, Versions } from './facts.ts';
import type { LocalDate } from './local-date.ts';

/**
 * Reads the calendar of a school: classes of every year, with what holds for them.
 * @param asOf only facts known at this moment; everything current when absent
 */
export async function calendarOf(
  db: Kysely<Database>,
  school: string,
  asOf?: Date,
): Promise<CalendarFacts | undefined> {
  const found = await db.selectFrom('school').select('timezone').where('id', '=', school).executeTakeFirst();
  if (found === undefined) return undefined;
  const facts = <T extends FactTable>(table: T) => currentFacts(db, table, school, asOf);
  // One after another: a transaction has one connection.
  const terms = await db
    .selectFrom('term')
    .selectAll()
    .where('school', '=', school)
    .orderBy('first_day')
    .execute();
  const classes = await db.selectFrom('class').selectAll().where('school', '=', school).execute();
  const shifts = await facts('class_shift');
  const bells = await facts('bell_schedule');
  const timetables = await facts('timetable');
  const days = await facts('calendar_day');

  const shiftsOf = Map.groupBy(shifts, (row) => row.class);
  const timetablesOf = Map.groupBy(timetables, (row) => row.class);
  const daysOf = Map.groupBy(days, (row) => row.class ?? '');
  const classFacts = classes.map((row): [string, ClassFacts] => [
    row.id,
    {
      id: row.id,
      name: row.name,
      grade: row.grade,
      terms: terms
        .filter((term) => term.school_year === row.school_year)
        .map((term) => ({ number: term.number, first: term.first_day, last: term.last_day })),
      shifts: ascending((shiftsOf.get(row.id) ?? []).map((fact) => held(fact.holds_from, fact.shift))),
      timetable: versions(timetablesOf.get(row.id) ?? [], (fact) => fact.lessons),
      days: entries(daysOf.get(row.id) ?? []),
    },
  ]);
  const bellsOf = Map.groupBy(bells, (row) => row.shift);
  return {
    school,
    timezone: found.timezone,
    classes: new Map(classFacts),
    bells: new Map([...bellsOf].map(([shift, rows]) => [shift, versions(rows, (row) => row.periods)])),
    days: entries(daysOf.get('') ?? []),
  };
}

type FactTable = 'class_shift' | 'bell_schedule' | 'timetable' | 'calendar_day';

/** Facts as known then, the later recorded last, so that it wins where two speak of the same date. */
function currentFacts<T extends FactTable>(db: Kysely<Database>, table: T, school: string, asOf?: Date) {
  const rows = db
    .selectFrom(table as FactTable)
    .selectAll()
    .where('school', '=', school);
  const known =
    asOf === undefined
      ? rows.where('withdrawn_at', 'is', null)
      : rows
          .where('recorded_at', '<=', asOf)
          .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>', asOf)]));
  return known.orderBy('recorded_at').orderBy(sql.ref('id')).execute() as Promise<SelectedFact<T>[]>;
}

type SelectedFact<T extends FactTable> = Selectable<Database[T]>;

interface Dated {
  readonly holds_from: LocalDate;
  readonly only_on: LocalDate | null;
}

function versions<R extends Dated, T>(rows: readonly R[], pick: (row: R) => T): Versions<T> {
  const regular = rows.filter((row) => row.only_on === null);
  const single = rows.filter((row) => row.only_on !== null);
  return {
    regular: ascending(regular.map((row) => held(row.holds_from, pick(row)))),
    onDate: new Map(single.map((row) => [row.only_on!, pick(row)])),
  };
}

const held = <T>(holdsFrom: LocalDate, value: T): Held<T> => ({ holdsFrom, value });

/** Stable, so that of two versions from one date the later recorded stays last. */
function ascending<T>(list: readonly Held<T>[]): readonly Held<T>[] {
  return list.toSorted((a, b) => (a.holdsFrom < b.holdsFrom ? -1 : a.holdsFrom > b.holdsFrom ? 1 : 0));
}

function entries(
  rows: readonly { day: LocalDate; kind: DayEntry['kind']; as_weekday: number | null }[],
): ReadonlyMap<LocalDate, DayEntry> {
  return new Map(rows.map((row) => [row.day, { kind: row.kind, asWeekday: row.as_weekday ?? undefined }]));
}
