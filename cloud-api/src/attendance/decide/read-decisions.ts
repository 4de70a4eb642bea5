import { authorsOf } from './authors.ts';
import type { ReadContext } from './read-context.ts';
import type { DecisionView, ExcuseView } from './schema.ts';

/** Every decision about a pupil's day, by lesson, the newest first; those that were taken back, too. */
export async function decisionsOf(
  { trx, names, school }: ReadContext,
  person: string,
  date: string,
): Promise<ReadonlyMap<number, DecisionView[]>> {
  const rows = await trx
    .selectFrom('lesson_mark')
    .select(['lesson', 'mark', 'reason', 'note', 'account', 'recorded_at', 'withdrawn_at'])
    .where('school', '=', school)
    .where('person', '=', person)
    .where('day', '=', date)
    .orderBy('recorded_at', 'desc')
    .execute();
  const authors = await authorsOf(
    trx,
    names,
    school,
    rows.map((row) => row.account),
  );
  const found = new Map<number, DecisionView[]>();
  for (const row of rows) {
    const view: DecisionView = {
      mark: row.mark,
      ...(row.reason === null ? {} : { reason: row.reason }),
      note: row.note,
      at: row.recorded_at.getTime(),
      by: authors.get(row.account) ?? {},
      ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at.getTime() }),
    };
    found.set(row.lesson, [...(found.get(row.lesson) ?? []), view]);
  }
  return found;
}

/** Excuses of a pupil that cover a date, or all that this school entered; those that were taken back, too. */
export async function excusesOn(
  { trx, names, school }: ReadContext,
  person: string,
  date?: string,
): Promise<ExcuseView[]> {
  const rows = await trx
    .selectFrom('excuse')
    .selectAll()
    .where('school', '=', school)
    .where('person', '=', person)
    .$if(date !== undefined, (query) =>
      query.where('first_day', '<=', date as string).where('last_day', '>=', date as string),
    )
    .orderBy('first_day', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute();
  const authors = await authorsOf(
    trx,
    names,
    school,
    rows.map((row) => row.account),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    firstDay: row.first_day,
    lastDay: row.last_day,
    number: row.number,
    doctor: row.doctor,
    ...(row.filed_on === null ? {} : { filedOn: row.filed_on }),
    note: row.note,
    by: authors.get(row.account) ?? {},
    at: row.recorded_at.getTime(),
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at.getTime() }),
  }));
}
