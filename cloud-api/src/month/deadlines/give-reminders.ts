import type { Kysely } from 'kysely';
import { CLOSED_STATES } from '../../attendance/decide/open-month.ts';
import type { Database } from '../../db/index.ts';
import { addMonths, type Month, monthOf } from '../month.ts';
import { once } from '../notices/once.ts';
import { tellSigners } from '../notices/tell-signers.ts';
import { MINISTRY, submissionWindow, type Window } from '../submission/window.ts';
import { schoolsWithDays } from './open-campaigns.ts';
import { dueReminder } from './reminders.ts';

export interface Reminder {
  readonly school: string;
  readonly kind: 'absences' | 'asp';
  readonly month: Month;
  readonly step: string;
}

interface Open {
  readonly school: string;
  readonly kind: 'absences' | 'asp';
  readonly month: Month;
  readonly window: Window;
}

/** Gives the reminders that are due to schools that have not signed yet, each once. */
export async function giveReminders(db: Kysely<Database>, now: number): Promise<Reminder[]> {
  const given: Reminder[] = [];
  for (const { school, kind, month, window } of await unsigned(db, now)) {
    const before = await db
      .selectFrom('month_reminder')
      .select('step')
      .where('school', '=', school)
      .where('kind', '=', kind)
      .where('month', '=', month)
      .execute();
    const step = dueReminder(now, window, new Set(before.map((row) => row.step)));
    if (step === undefined) continue;
    const told = kind === 'asp' ? 'asp_reminder' : 'month_reminder';
    const isNew = await once(db, { school, kind, month, step, closes: window.closes }, (trx) =>
      tellSigners(trx, school, told, { month, until: window.closes }, now),
    );
    if (isNew) given.push({ school, kind, month, step });
  }
  return given;
}

async function unsigned(db: Kysely<Database>, now: number): Promise<Open[]> {
  const month = addMonths(monthOf(MINISTRY.dateOf(now)), -1);
  const window = await submissionWindow(db, month);
  const done = await db
    .selectFrom('month_submission')
    .select('school')
    .where('month', '=', month)
    .where('state', 'in', CLOSED_STATES)
    .execute();
  const signed = new Set(done.map(({ school }) => school));
  const campaigns = await db
    .selectFrom('asp_campaign')
    .select(['school', 'month', 'opens_at', 'closes_at'])
    .where('state', 'in', ['started', 'ready'])
    .execute();
  return [
    ...(await schoolsWithDays(db, month))
      .filter((school) => !signed.has(school))
      .map((school): Open => ({ school, kind: 'absences', month, window })),
    ...campaigns.map(
      (each): Open => ({
        school: each.school,
        kind: 'asp',
        month: each.month,
        window: { opens: each.opens_at.getTime(), closes: each.closes_at.getTime() },
      }),
    ),
  ];
}
