import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { within } from '../../../../deploy/testing/until.ts';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { type RunOptions, runDays } from '../../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { datesBetween } from '../../../src/people/index.ts';
import { testDatabase } from '../../support/database.ts';
import { utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());
const cache = new SchoolCache();
const hook = attendanceHook(new SchoolCache());
const ENTRY = fileURLToPath(new URL('../support/run-days-process.ts', import.meta.url));
const [FROM, TO] = ['2026-11-09', '2026-12-10'] as const;
const DAYS = datesBetween(FROM, TO).length;
/** Midway. */
const LAST = '2026-11-25';
const NOW = Date.parse('2027-01-20T08:00:00Z');
const at = (day: string, local: string) => Date.parse(utc(local, day));

test('a rebuild that is killed midway, beside live ingest, goes on where it was and ends as one from nothing', {
  timeout: 180_000,
}, async (t) => {
  const fixture = await schoolFixture(db.owner, { pupils: 6 });
  const { school } = fixture;
  const gateway = fixture.gateways[0]?.id as string;
  let seq = 1;
  const pass = (day: string, local: string, token: string) => {
    seq += 1;
    const direction = local < '12:00' ? ('in' as const) : ('out' as const);
    const more = { kind: 'passage', direction, building: 'A', token };
    return storedEvent(school, gateway, seq, at(day, local), more);
  };
  await store(db.ingest, hook, [
    storedEvent(school, gateway, 1, at(FROM, '05:00'), { kind: 'power_up' }),
    pass('2026-11-10', '07:20', 't0'),
    pass('2026-11-10', '13:20', 't0'),
  ]);

  const child = spawn(process.execPath, [ENTRY, db.logins.jobs, school, FROM, TO, String(NOW), LAST]);
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const seen: string[] = [];
  for await (const day of createInterface(child.stdout)) {
    seen.push(day);
    // Live ingest writes behind the run, on its day, and before it.
    if (seen.length === 3)
      await store(db.ingest, hook, [pass('2026-11-09', '07:41', 't1'), pass('2026-11-30', '07:22', 't2')]);
    if (seen.length === 7) child.kill('SIGKILL');
  }
  await within('its end', ended);
  assert.equal(child.signalCode, 'SIGKILL');
  assert.ok(seen.length >= 7 && seen.at(-1)! < TO, `killed midway, after ${seen.length} days`);

  await recompute(db.jobs, school, { cache, now: () => NOW });
  const options: RunOptions = {
    kind: 'rebuild',
    school,
    from: FROM,
    to: TO,
    dryRun: false,
    cache,
    now: () => NOW,
  };
  const rest: string[] = [];
  for await (const { report } of runDays(db.jobs, options)) rest.push(report.day);
  const killedAt = seen.at(-1) as string;
  assert.ok((rest[0] as string) >= killedAt && rest.at(-1) === TO, `went on at ${rest[0]} after ${killedAt}`);
  // Only the day at which it was killed may be done twice.
  assert.ok(rest.length + seen.length <= DAYS + 1, `${rest.length} days were done after ${seen.length}`);

  const left = await db.owner.selectFrom('attendance_run').selectAll().where('school', '=', school).execute();
  assert.deepEqual(left, [], 'a run that has ended is forgotten');
  for await (const { report } of runDays(db.jobs, { ...options, dryRun: true })) {
    const { missing, different, surplus, sharedChanged } = report;
    assert.deepEqual(
      { missing, different, surplus, sharedChanged },
      { missing: 0, different: 0, surplus: 0, sharedChanged: false },
      report.day,
    );
  }
});
