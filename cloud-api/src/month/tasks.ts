import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/index.ts';
import { raiseAlerts } from './alerts/raise-alerts.ts';
import { proposeCorrections } from './corrections/propose.ts';
import { giveReminders } from './deadlines/give-reminders.ts';
import { addMonths, monthOf } from './month.ts';
import { closeMonths } from './submission/close-month.ts';

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
      const month = monthOf(at.toISOString().slice(0, 10));
      for (const closed of await closeMonths(jobs, at.getTime())) {
        if (closed.state === 'expired')
          log.error(closed, 'the campaign of absences ended without a signature');
      }
      await giveReminders(jobs, at.getTime());
      const schools = await jobs.selectFrom('school').select('id').execute();
      for (const { id } of schools) {
        for (const each of [addMonths(month, -1), month]) await raiseAlerts(jobs, id, each);
      }
      const signed = await jobs
        .selectFrom('month_submission')
        .select(['school', 'month'])
        .where('state', 'in', ['signed', 'declared', 'final'])
        .where('month', '>=', addMonths(month, -LOOK_BACK_MONTHS))
        .execute();
      for (const row of signed) await proposeCorrections(jobs, row.school, row.month);
    },
  };
}

export const MONTH_CRONTAB = [`7 * * * * ${MONTH_HOURLY}`];
