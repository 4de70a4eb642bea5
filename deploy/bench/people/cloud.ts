import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database, openDatabase } from '@vratar/cloud-api/src/db/index.ts';
import { DEMO, inventSchool, type SchoolPlan, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { openVault, type Vault } from '@vratar/cloud-api/src/vault/index.ts';
import type { Kysely } from 'kysely';
import { startWork } from './work.ts';

/** A cloud's database with the durable settings of production, in a folder that is thrown away. */
export interface BenchCloud {
  /** Connected as `api`, as a desk is. */
  readonly api: Kysely<Database>;
  readonly jobs: Kysely<Database>;
  readonly vault: Vault;
  /** See `startWork`. */
  work(): () => number;
  stop(): Promise<void>;
}

export async function benchCloud(): Promise<BenchCloud> {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-people-bench-'));
  const database = await openDatabase({ folder: join(folder, 'postgres') });
  const [api, jobs] = [connect(database.logins.api), connect(database.logins.jobs)];
  const vault = await openVault(join(folder, 'keys'), {});
  await vault.prepare(jobs);
  const stop = async () => {
    await Promise.all([api.destroy(), jobs.destroy()]);
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const work = () => startWork(join(folder, 'postgres', 'cluster'));
  return { api, jobs, vault, work, stop };
}

/** A school of 1,500 pupils in 60 classes. */
export const plan1500 = (code: string, seed: number): SchoolPlan =>
  inventSchool({ ...DEMO, code, seed, classes: 60, studentsPerClass: 25, startYear: 2026 });

export async function seed(cloud: BenchCloud, plan: SchoolPlan): Promise<{ school: string; site: string }> {
  const place = { gateway: `gateway-${plan.code}`, lanes: ['lane-1', 'lane-2', 'lane-3', 'lane-4'] };
  return seedSchool(cloud.jobs, cloud.vault, plan, place, new Date('2026-11-16T05:00:00Z'));
}
