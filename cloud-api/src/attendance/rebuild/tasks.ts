import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../../db/index.ts';
import { RECOMPUTE } from '../follow/dirty.ts';
import { SchoolCache } from '../store/school-cache.ts';
import { beginDays } from './begin-days.ts';
import { recompute } from './recompute.ts';

/** Looks for days that begin and days that are over. */
export const BEGIN_DAYS = 'attendance.begin_days';

export interface AttendanceTaskParts {
  /** Connected as `jobs`. */
  readonly jobs: Kysely<Database>;
  readonly log: Logger;
  readonly now: () => Date;
}

export function attendanceTasks({ jobs, log, now }: AttendanceTaskParts): TaskList {
  const cache = new SchoolCache();
  return {
    [RECOMPUTE]: async (payload) => {
      const { school } = payload as { school: string };
      const startedAt = performance.now();
      const days = await recompute(jobs, school, { cache, now: () => now().getTime() });
      log.debug({ school, days, ms: Math.round(performance.now() - startedAt) }, 'days computed again');
    },
    [BEGIN_DAYS]: async () => {
      await beginDays(jobs, cache, now().getTime());
    },
  };
}

/** Every ten minutes: schools live in several time zones. */
export const ATTENDANCE_CRONTAB = [`*/10 * * * * ${BEGIN_DAYS}`];
