import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { COMPARE_SIGNED_TASK } from '../attendance/decide/late-evidence.ts';
import { SIGNED_STATES } from '../attendance/decide/open-month.ts';
import type { Database } from '../db/index.ts';
import { raiseAlerts } from './alerts/raise-alerts.ts';
import { closeAspCampaigns } from './asp/close-campaigns.ts';
import { proposeAndTell } from './corrections/propose-and-tell.ts';
import { giveReminders } from './deadlines/give-reminders.ts';
import { openCampaigns } from './deadlines/open-campaigns.ts';
import { addMonths, type Month, monthOf } from './month.ts';
import { SIGNAL_TOLD_TASK, tellSignal } from './signals/tell-signal.ts';
import { closeMonths } from './submission/close-month.ts';
import { MINISTRY } from './submission/window.ts';

/** Everything about months that only the clock brings about. */
export const MONTH_HOURLY = 'month.hourly';

export interface MonthTaskParts {
  /** Connected as `jobs`. */
  readonly jobs: Kysely<Database>;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Signed months are compared with later evidence for this long. */
const LOOK_BACK_MONTHS = 13;

export function monthTasks({ jobs, log, now }: MonthTaskParts): TaskList {
  return {
    [MONTH_HOURLY]: async () => {
      const at = now();
      await keepDeadlines(jobs, log, at.getTime());
      const month = monthOf(MINISTRY.dateOf(at.getTime()));
      const schools = await jobs.selectFrom('school').select('id').execute();
      for (const { id } of schools) {
        for (const each of [addMonths(month, -1), month]) await raiseAlerts(jobs, id, each, at);
      }
      await compareSigned(jobs, addMonths(month, -LOOK_BACK_MONTHS), at.getTime());
    },
    [COMPARE_SIGNED_TASK]: async (payload) => {
      const { school, month } = payload as { school: string; month: Month };
      await proposeAndTell(jobs, school, month, now().getTime());
    },
    [SIGNAL_TOLD_TASK]: (payload) => tellSignal({ jobs, now }, payload as Parameters<typeof tellSignal>[1]),
  };
}

/** Campaigns open, remind and close by the clock. */
async function keepDeadlines(jobs: Kysely<Database>, log: Logger, now: number): Promise<void> {
  await openCampaigns(jobs, now);
  await giveReminders(jobs, now);
  for (const closed of [...(await closeMonths(jobs, now)), ...(await closeAspCampaigns(jobs, now))]) {
    if (closed.state === 'expired') log.error(closed, 'a campaign ended without a signature');
  }
}

async function compareSigned(jobs: Kysely<Database>, since: Month, now: number): Promise<void> {
  const signed = await jobs
    .selectFrom('month_submission')
    .select(['school', 'month'])
    .where('state', 'in', SIGNED_STATES)
    .where('month', '>=', since)
    .execute();
  for (const { school, month } of signed) await proposeAndTell(jobs, school, month, now);
}

export const MONTH_CRONTAB = [`7 * * * * ${MONTH_HOURLY}`];
