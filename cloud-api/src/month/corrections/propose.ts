import type { Kysely, Transaction } from 'kysely';
import { signedMonths } from '../../attendance/decide/open-month.ts';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';
import { monthTotals } from '../totals/month-totals.ts';

/** What was signed of a pupil, and what is known now, in halves. */
interface Difference {
  readonly person: string;
  readonly signed_unexcused_halves: number;
  readonly signed_excused_halves: number;
  readonly now_unexcused_halves: number;
  readonly now_excused_halves: number;
}

/**
 * Compares a signed month with what is known now (R15). A difference becomes an open proposal, or brings the open one
 * up to date; one that has gone away is settled. One that was answered comes back only with other numbers. What was
 * signed is never touched.
 * @returns how many proposals are open
 */
export async function proposeCorrections(
  db: Kysely<Database>,
  school: string,
  month: Month,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const different = await differences(trx, school, month);
    const answered = await answeredBefore(trx, school, month);
    const open = different.filter((each) => answered.get(each.person) !== numbersOf(each));
    await settleOthers(
      trx,
      school,
      month,
      open.map(({ person }) => person),
    );
    if (open.length > 0) await propose(trx, school, month, open);
    return open.length;
  });
}

const numbersOf = (row: Pick<Difference, 'now_unexcused_halves' | 'now_excused_halves'>): string =>
  `${row.now_unexcused_halves}/${row.now_excused_halves}`;

/** Also of pupils who were not in the school's rows when it signed: they were signed with nothing. */
async function differences(trx: Transaction<Database>, school: string, month: Month): Promise<Difference[]> {
  const rows = await trx
    .selectFrom('signed_row')
    .select(['person', 'unexcused_halves', 'excused_halves'])
    .where('school', '=', school)
    .where('month', '=', month)
    .execute();
  const [isSigned] = await signedMonths(trx, school, [month]);
  if (isSigned === undefined) return [];
  const signed = new Map(rows.map((row) => [row.person, row]));
  const now = new Map((await monthTotals(trx, school, month)).map((row) => [row.person, row]));
  return [...new Set([...signed.keys(), ...now.keys()])].flatMap((person) => {
    const before = signed.get(person);
    const after = now.get(person);
    const numbers = {
      signed_unexcused_halves: before?.unexcused_halves ?? 0,
      signed_excused_halves: before?.excused_halves ?? 0,
      now_unexcused_halves: after?.unexcusedHalves ?? 0,
      now_excused_halves: after?.excusedHalves ?? 0,
    };
    const same =
      numbers.signed_unexcused_halves === numbers.now_unexcused_halves &&
      numbers.signed_excused_halves === numbers.now_excused_halves;
    return same ? [] : [{ person, ...numbers }];
  });
}

/** The numbers that were last answered of each pupil. */
async function answeredBefore(
  trx: Transaction<Database>,
  school: string,
  month: Month,
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('correction')
    .select(['person', 'now_unexcused_halves', 'now_excused_halves'])
    .where('school', '=', school)
    .where('month', '=', month)
    .where('state', 'in', ['sent', 'dismissed'])
    .orderBy('closed_at')
    .execute();
  return new Map(rows.map((row) => [row.person, numbersOf(row)]));
}

async function settleOthers(
  trx: Transaction<Database>,
  school: string,
  month: Month,
  still: readonly string[],
): Promise<void> {
  await trx
    .updateTable('correction')
    .set({ state: 'settled', closed_at: new Date() })
    .where('school', '=', school)
    .where('month', '=', month)
    .where('state', '=', 'open')
    .$if(still.length > 0, (query) => query.where('person', 'not in', still))
    .execute();
}

async function propose(
  trx: Transaction<Database>,
  school: string,
  month: Month,
  open: readonly Difference[],
): Promise<void> {
  await trx
    .insertInto('correction')
    .values(open.map((each) => ({ school, month, ...each, account: null, closed_at: null })))
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
}
