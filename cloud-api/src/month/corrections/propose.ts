import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';
import { monthTotals } from '../totals/month-totals.ts';

/**
 * Compares a signed month with what is known now (R15). A difference becomes an open proposal, or brings the open one
 * up to date; one that has gone away is settled. What was signed is never touched.
 * @returns how many proposals are open
 */
export async function proposeCorrections(
  db: Kysely<Database>,
  school: string,
  month: Month,
): Promise<number> {
  const signed = await db
    .selectFrom('signed_row')
    .select(['person', 'unexcused_halves', 'excused_halves'])
    .where('school', '=', school)
    .where('month', '=', month)
    .execute();
  if (signed.length === 0) return 0;
  const now = new Map((await monthTotals(db, school, month)).map((row) => [row.person, row]));
  const different = signed.flatMap((row) => {
    const { unexcusedHalves = 0, excusedHalves = 0 } = now.get(row.person) ?? {};
    if (unexcusedHalves === row.unexcused_halves && excusedHalves === row.excused_halves) return [];
    return [
      {
        school,
        month,
        person: row.person,
        signed_unexcused_halves: row.unexcused_halves,
        signed_excused_halves: row.excused_halves,
        now_unexcused_halves: unexcusedHalves,
        now_excused_halves: excusedHalves,
        account: null,
        closed_at: null,
      },
    ];
  });
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('correction')
      .set({ state: 'settled', closed_at: new Date() })
      .where('school', '=', school)
      .where('month', '=', month)
      .where('state', '=', 'open')
      .$if(different.length > 0, (query) =>
        query.where(
          'person',
          'not in',
          different.map(({ person }) => person),
        ),
      )
      .execute();
    if (different.length === 0) return;
    await trx
      .insertInto('correction')
      .values(different)
      .onConflict((conflict) =>
        conflict
          .columns(['school', 'month', 'person'])
          .where('state', '=', 'open')
          .doUpdateSet((eb) => ({
            now_unexcused_halves: eb.ref('excluded.now_unexcused_halves'),
            now_excused_halves: eb.ref('excluded.now_excused_halves'),
          })),
      )
      .execute();
  });
  return different.length;
}
