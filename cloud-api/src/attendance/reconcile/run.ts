import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { type DayReport, rebuildDay } from '../rebuild/rebuild-day.ts';
import { barrier, type SchoolCache } from '../store/school-cache.ts';
import { sqlOver } from '../store/sql.ts';
import { addDays } from '../time/local-times.ts';
import { dayAccounts, type GatewayDay } from './day-accounts.ts';

export interface RunOptions {
  /** `reconcile` also compares each day with the accounts of the gateways. */
  readonly kind: 'rebuild' | 'reconcile';
  readonly school: string;
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  readonly cache: SchoolCache;
  readonly now: () => number;
}

export interface DayDone {
  readonly report: DayReport;
  /** Gateways whose account of the day does not match; empty for a plain rebuild. */
  readonly open: readonly GatewayDay[];
}

/**
 * Goes over the days of a school, each in a transaction of its own, and notes how far it has come: a run with the same
 * words goes on after the last day that was done. Live ingest goes on beside it.
 */
export async function* runDays(db: Kysely<Database>, options: RunOptions): AsyncGenerator<DayDone> {
  const { kind, school, to, dryRun, cache, now } = options;
  const sql = sqlOver(db);
  await barrier(sql, school);
  for (let day = await firstDay(db, options); day <= to; day = addDays(day, 1)) {
    const report = await rebuildDay(db, school, day, { cache, now, dryRun });
    if (report === undefined) return;
    const gateways = [...((await cache.forReading(db, school))?.gateways.keys() ?? [])];
    const accounts = kind === 'reconcile' ? await dayAccounts(sql, gateways, [day]) : [];
    await noteDone(db, options, day);
    yield { report, open: accounts.filter(({ state }) => state !== 'closed') };
  }
  await forget(db, options);
}

async function firstDay(db: Kysely<Database>, options: RunOptions): Promise<string> {
  const found = await sameRun(db, options).select('done_through').executeTakeFirst();
  return found?.done_through == null ? options.from : addDays(found.done_through, 1);
}

const sameRun = (db: Kysely<Database>, { school, kind, dryRun, from, to }: RunOptions) =>
  db
    .selectFrom('attendance_run')
    .where('school', '=', school)
    .where('kind', '=', kind)
    .where('dry_run', '=', dryRun)
    .where('first_day', '=', from)
    .where('last_day', '=', to);

async function noteDone(db: Kysely<Database>, options: RunOptions, day: string): Promise<void> {
  const { school, kind, dryRun, from, to } = options;
  await db
    .insertInto('attendance_run')
    .values({ school, kind, dry_run: dryRun, first_day: from, last_day: to, done_through: day })
    .onConflict((conflict) =>
      conflict
        .columns(['school', 'kind', 'dry_run', 'first_day', 'last_day'])
        .doUpdateSet({ done_through: day, moved_at: new Date(options.now()) }),
    )
    .execute();
}

async function forget(db: Kysely<Database>, { school, kind, dryRun, from, to }: RunOptions): Promise<void> {
  await db
    .deleteFrom('attendance_run')
    .where('school', '=', school)
    .where('kind', '=', kind)
    .where('dry_run', '=', dryRun)
    .where('first_day', '=', from)
    .where('last_day', '=', to)
    .execute();
}
