import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';
import { tellSigners } from '../notices/tell-signers.ts';
import { proposeCorrections } from './propose.ts';

/** Compares a signed month with what is known now, and tells who signs when there is something new to answer. */
export async function proposeAndTell(
  db: Kysely<Database>,
  school: string,
  month: Month,
  now: number,
): Promise<void> {
  const before = await openOf(db, school, month);
  const count = await proposeCorrections(db, school, month);
  const fresh = [...(await openOf(db, school, month))].filter((id) => !before.has(id));
  if (fresh.length === 0) return;
  await db
    .transaction()
    .execute((trx) => tellSigners(trx, school, 'corrections_proposed', { month, count }, now));
}

async function openOf(db: Kysely<Database>, school: string, month: Month): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('correction')
    .select('id')
    .where('school', '=', school)
    .where('month', '=', month)
    .where('state', '=', 'open')
    .execute();
  return new Set(rows.map(({ id }) => id));
}
