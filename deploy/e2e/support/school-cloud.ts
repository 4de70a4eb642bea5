import { connectPool } from '@vratar/cloud-api/src/db/index.ts';
import { seedHistory } from '@vratar/cloud-api/src/demo-school/history/seed-history.ts';
import { DEMO, inventSchool, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { seedAccounts } from '@vratar/cloud-api/src/demo-school/seed-accounts.ts';
import { monthCapability } from '@vratar/cloud-api/src/month/capability.ts';
import { MONTH_HOURLY, monthTasks } from '@vratar/cloud-api/src/month/tasks.ts';
import { startWorker } from '@vratar/cloud-api/src/server/start-worker.ts';
import { servedCloud } from './served-cloud.ts';

/** A cloud with one small school that has a past, its clock standing still. */
export interface SchoolCloud {
  /** Such as http://localhost:40123 */
  readonly address: string;
  /** Institution code. */
  readonly code: string;
  /** Class of the account `teacher@demo.example`. */
  readonly classId: string;
  readonly password: string;
  /** Does what the clock brings about each hour: campaigns, reminders, alerts. */
  hourly(): Promise<void>;
  stop(): Promise<void>;
}

const GATEWAY = 'school-page';
const LANES = ['lane-1', 'lane-2'];
const PASSWORD = 'дълга парола за проверка';

export async function startSchoolCloud(now: Date): Promise<SchoolCloud> {
  const { address, db, parts, vault, stop } = await servedCloud(() => now);
  const plan = inventSchool({ ...DEMO, seed: 7, classes: 3, studentsPerClass: 8, startYear: 2026 });
  const { school } = await seedSchool(db.jobs, vault, plan, { gateway: GATEWAY, lanes: LANES }, now);
  await seedAccounts(db.jobs, vault, {
    school,
    password: PASSWORD,
    today: now.toISOString().slice(0, 10),
    now,
  });
  const ingest = connectPool(db.logins.ingest, { max: 3 });
  await seedHistory({
    db: db.jobs,
    ingest,
    school,
    gateway: GATEWAY,
    lanes: LANES,
    now,
    requireDurable: false,
  });
  await ingest.end();
  const teacher = await db.jobs
    .selectFrom('role_assignment')
    .select('class')
    .where('school', '=', school)
    .where('role', '=', 'homeroom_teacher')
    .executeTakeFirstOrThrow();
  // What acts of people bring about; the clock brings about nothing here, as it stands still.
  const worker = await startWorker(db.logins.jobs, [{ ...monthCapability, crontab: [] }], parts);
  return {
    address,
    code: plan.code,
    classId: teacher.class as string,
    password: PASSWORD,
    hourly: async () => {
      await monthTasks(parts)[MONTH_HOURLY]?.({}, undefined as never);
    },
    stop: async () => {
      await worker.stop();
      await stop();
    },
  };
}
