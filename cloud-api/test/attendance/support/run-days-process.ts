import { text } from 'node:stream/consumers';
import { runDays } from '../../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { connect } from '../../../src/db/index.ts';

/**
 * A rebuild in a process of its own, so that it can be killed; says each day when it is done. After the day `last` it only
 * waits to be killed: a busy machine may kill it late.
 */
const [, , url = '', school = '', from = '', to = '', now = '', last = ''] = process.argv;
const db = connect(url);
const options = { kind: 'rebuild', school, from, to, dryRun: false, cache: new SchoolCache() } as const;
for await (const { report } of runDays(db, { ...options, now: () => Number(now) })) {
  process.stdout.write(`${report.day}\n`);
  // Its input ends when whoever started it is gone.
  if (report.day === last) await text(process.stdin);
}
await db.destroy();
