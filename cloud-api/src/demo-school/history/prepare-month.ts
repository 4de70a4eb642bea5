import { VratarError } from '@vratar/protocol/errors';
import type { Kysely } from 'kysely';
import type { Actor } from '../../attendance/decide/actor.ts';
import type { SchoolCache } from '../../attendance/store/school-cache.ts';
import { type Database, inSchool } from '../../db/index.ts';
import type { Month } from '../../month/month.ts';
import { checkClass } from '../../month/submission/check-class.ts';
import { submissionWindow } from '../../month/submission/window.ts';

const DAY_MS = 86_400_000;
/** So long a demonstration may still sign the month before. */
const OPEN_DAYS = 5;

interface MonthToPrepare {
  readonly school: string;
  readonly month: Month;
  readonly now: Date;
}

/**
 * Leaves a month as a principal finds it: its campaign runs, and every class that has nothing undecided is checked off,
 * by the same act and guards as its teacher would.
 */
export async function prepareMonth(
  db: Kysely<Database>,
  cache: SchoolCache,
  { school, month, now }: MonthToPrepare,
): Promise<void> {
  await openCampaign(db, month, now.getTime());
  const principal = await db
    .selectFrom('role_assignment')
    .select('account')
    .where('school', '=', school)
    .where('role', '=', 'principal')
    .executeTakeFirst();
  if (principal === undefined) return;
  const actor: Actor = { school, account: principal.account, classes: 'all', signs: true };
  const classes = await db.selectFrom('class').select('id').where('school', '=', school).execute();
  for (const { id } of classes) {
    await inSchool(db, actor, (trx) =>
      checkClass({ trx, cache, actor, now: now.getTime() }, month, id),
    ).catch((error: unknown) => {
      if (!(error instanceof VratarError && error.code === 'lessons_undecided')) throw error;
    });
  }
}

/** The ministry's window has mostly passed when somebody looks at a demonstration: another one is announced. */
async function openCampaign(db: Kysely<Database>, month: Month, now: number): Promise<void> {
  const { opens, closes } = await submissionWindow(db, month);
  if (now < closes) return;
  await db
    .insertInto('month_window')
    .values({
      kind: 'absences',
      month,
      opens_at: new Date(opens),
      closes_at: new Date(now + OPEN_DAYS * DAY_MS),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
