import { authorsOf } from '../../attendance/decide/authors.ts';
import { factsOf, type ReadContext } from '../../attendance/decide/read-context.ts';
import { nameOfMonth } from './month-param.ts';
import type { CorrectionView } from './schema.ts';

/** Newest first, the open ones before those that were answered. */
export async function readCorrections(context: ReadContext): Promise<CorrectionView[]> {
  const { trx, school, names } = context;
  const facts = await factsOf(context);
  const rows = await trx
    .selectFrom('correction')
    .leftJoin('signed_row', (join) =>
      join
        .onRef('signed_row.school', '=', 'correction.school')
        .onRef('signed_row.month', '=', 'correction.month')
        .onRef('signed_row.person', '=', 'correction.person'),
    )
    .selectAll('correction')
    .select(['signed_row.class', 'signed_row.preschool'])
    .where('correction.school', '=', school)
    .orderBy('correction.noted_at', 'desc')
    .limit(500)
    .execute();
  const named = await names(trx, school, [...new Set(rows.map((row) => row.person))]);
  const authors = await authorsOf(
    trx,
    names,
    school,
    rows.map((row) => row.account),
  );
  return rows
    .map(
      (row): CorrectionView => ({
        id: row.id,
        month: nameOfMonth(row.month),
        person: row.person,
        name: named.get(row.person) ?? '',
        class: facts.calendar.classes.get(row.class ?? '')?.name ?? '',
        preschool: row.preschool === true,
        signed: { unexcused: row.signed_unexcused_halves / 2, excused: row.signed_excused_halves / 2 },
        now: { unexcused: row.now_unexcused_halves / 2, excused: row.now_excused_halves / 2 },
        state: row.state,
        note: row.note,
        notedAt: row.noted_at.getTime(),
        ...(row.closed_at === null
          ? {}
          : { closedAt: row.closed_at.getTime(), by: authors.get(row.account) ?? {} }),
      }),
    )
    .sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));
}
