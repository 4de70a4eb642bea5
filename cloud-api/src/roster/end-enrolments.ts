import { inChunks } from '../db/in-chunks.ts';
import { addDays, type LocalDate } from '../people/index.ts';
import type { RosterContext } from './context.ts';

/**
 * Lets open enrolments of people in this school end before a day: each is withdrawn, and said again with its end, or
 * not at all if it would only have begun then.
 * @returns how many ended
 */
export async function endEnrolments(
  { trx, school, now }: RosterContext,
  people: readonly string[],
  before: LocalDate,
  reason = 'enrolled',
): Promise<number> {
  let ended = 0;
  for (const chunk of inChunks(people, 10_000)) {
    const open = await trx
      .updateTable('enrolment')
      .set({ withdrawn_at: now })
      .where('school', '=', school)
      .where('person', 'in', chunk)
      .where('withdrawn_at', 'is', null)
      .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', before)]))
      .returning(['person', 'class', 'first_day'])
      .execute();
    const last_day = addDays(before, -1);
    const kept = open
      .filter((row) => row.first_day < before)
      .map((row) => ({ ...row, school, last_day, reason, recorded_at: now }));
    if (kept.length > 0) await trx.insertInto('enrolment').values(kept).execute();
    ended += open.length;
  }
  return ended;
}
