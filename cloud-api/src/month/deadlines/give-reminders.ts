import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { addMonths, type Month, monthOf } from '../month.ts';
import { submissionWindow } from '../submission/window.ts';
import { dueReminder } from './reminders.ts';

export interface Reminder {
  readonly school: string;
  readonly kind: 'absences' | 'asp';
  readonly month: Month;
  readonly step: string;
}

/** Gives the reminders that are due to schools that have not signed yet, each once. */
export async function giveReminders(db: Kysely<Database>, now: number): Promise<Reminder[]> {
  const month = addMonths(monthOf(new Date(now).toISOString().slice(0, 10)), -1);
  const window = await submissionWindow(db, month);
  const unsigned = await db
    .selectFrom('school')
    .leftJoin('month_submission', (join) =>
      join.onRef('month_submission.school', '=', 'school.id').on('month_submission.month', '=', month),
    )
    .select('school.id')
    .where((eb) =>
      eb.or([
        eb('month_submission.state', 'is', null),
        eb('month_submission.state', 'not in', ['signed', 'declared', 'final', 'expired']),
      ]),
    )
    .execute();
  const campaigns = await db
    .selectFrom('asp_campaign')
    .select(['school', 'month', 'opens_at', 'closes_at'])
    .where('state', 'in', ['started', 'ready'])
    .execute();
  const open = [
    ...unsigned.map(({ id }) => ({ school: id, kind: 'absences' as const, month, window })),
    ...campaigns.map((each) => ({
      school: each.school,
      kind: 'asp' as const,
      month: each.month,
      window: { opens: each.opens_at.getTime(), closes: each.closes_at.getTime() },
    })),
  ];
  const given: Reminder[] = [];
  for (const { school, kind, month: of, window: dates } of open) {
    const before = await db
      .selectFrom('month_reminder')
      .select('step')
      .where('school', '=', school)
      .where('kind', '=', kind)
      .where('month', '=', of)
      .execute();
    const step = dueReminder(now, dates, new Set(before.map((row) => row.step)));
    if (step === undefined) continue;
    await db
      .insertInto('month_reminder')
      .values({ school, kind, month: of, step, due_at: new Date(dates.closes) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    given.push({ school, kind, month: of, step });
  }
  return given;
}
