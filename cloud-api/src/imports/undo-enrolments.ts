import { inChunks } from '../db/in-chunks.ts';
import type { RosterContext } from '../roster/index.ts';

/**
 * Withdraws the enrolments that people got at a moment, and says again those that were withdrawn at it: as new facts,
 * so that what was known in between stays known.
 */
export async function undoEnrolments(
  { trx, school, now }: RosterContext,
  people: readonly string[],
  at: Date,
): Promise<void> {
  for (const chunk of inChunks(people, 10_000)) {
    const before = await trx
      .selectFrom('enrolment')
      .select(['person', 'class', 'first_day', 'last_day', 'reason'])
      .where('school', '=', school)
      .where('person', 'in', chunk)
      .where('withdrawn_at', '=', at)
      .execute();
    await trx
      .updateTable('enrolment')
      .set({ withdrawn_at: now })
      .where('school', '=', school)
      .where('person', 'in', chunk)
      .where('recorded_at', '=', at)
      .where('withdrawn_at', 'is', null)
      .execute();
    const again = before.map((row) => ({ ...row, school, recorded_at: now }));
    if (again.length > 0) await trx.insertInto('enrolment').values(again).execute();
  }
}
