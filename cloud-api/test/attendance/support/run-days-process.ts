import { runDays } from '../../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { connect } from '../../../src/db/index.ts';

/** A rebuild in a process of its own, so that it can be killed; says each day when it is done. */
const [, , url = '', school = '', from = '', to = '', now = ''] = process.argv;
const db = connect(url);
const options = { kind: 'rebuild', school, from, to, dryRun: false, cache: new SchoolCache() } as const;
for await (const { report } of runDays(db, { ...options, now: () => Number(now) })) {
  process.stdout.write(`${report.day}\n`);
}
await db.destroy();
