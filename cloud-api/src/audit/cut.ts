import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** D14; a school’s duty to show who looked ends with the time in which somebody can ask. */
export const AUDIT_YEARS = 3;
/** Of one transaction: it holds the school’s log for that long. */
const STEP = 5_000;

/**
 * Cuts entries that are older than three years from the beginnings of all chains.
 * @param db connected as `jobs`
 * @returns how many went
 */
export async function cutAudit(db: Kysely<Database>, now: Date): Promise<number> {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - AUDIT_YEARS);
  const { rows: chains } = await sql<{ chain: string }>`select chain from audit_head order by chain`.execute(
    db,
  );
  let gone = 0;
  for (const { chain } of chains) {
    for (let cut = STEP; cut === STEP; gone += cut) {
      const { rows } = await sql<{
        n: string;
      }>`select vratar_audit_cut(${chain}, ${before}, ${STEP}) as n`.execute(db);
      cut = Number(rows[0]!.n);
    }
  }
  return gone;
}
