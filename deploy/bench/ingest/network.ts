import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database, openDatabase } from '@vratar/cloud-api/src/db/index.ts';
import {
  DEMO,
  inventSchool,
  type SeededSchool,
  seedSchool,
} from '@vratar/cloud-api/src/demo-school/index.ts';
import { openVault, type Vault } from '@vratar/cloud-api/src/vault/index.ts';
import type { Kysely } from 'kysely';
import { freePort } from './free-port.ts';

/** One gateway as the load speaks for it. */
export interface BenchGateway {
  readonly id: string;
  /** Tokens of pupils who enter here. */
  readonly tokens: readonly string[];
}

/** A cloud's data folder with schools, pupils, cards and gateways in it; the cloud itself is not running. */
export interface BenchNetwork {
  readonly folder: string;
  readonly config: string;
  /** Folder of the embedded PostgreSQL. */
  readonly database: string;
  readonly mqttPort: number;
  readonly httpPort: number;
  readonly gateways: readonly BenchGateway[];
  remove(): Promise<void>;
}

export interface NetworkSize {
  readonly schools: number;
  readonly gatewaysPerSchool: number;
}

const LANES = ['lane-1', 'lane-2', 'lane-3', 'lane-4'];

/** Seeds schools of 600 pupils through the product's own services, so that student-days are truly recomputed. */
export async function createNetwork(size: NetworkSize): Promise<BenchNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-ingest-bench-'));
  const postgres = join(folder, 'data', 'postgres');
  const database = await openDatabase({ folder: postgres });
  const gateways: BenchGateway[] = [];
  try {
    const jobs = connect(database.logins.jobs);
    const vault = await openVault(join(folder, 'data', 'keys'), {});
    for (let number = 1; number <= size.schools; number++) {
      const code = String(9_200_000 + number);
      const place = { gateway: `g-${number}-1`, lanes: LANES };
      const { school, site } = await seedUnlike(jobs, vault, code, number, place);
      const first = await jobs
        .selectFrom('gateway')
        .select('building')
        .where('id', '=', place.gateway)
        .executeTakeFirstOrThrow();
      const ids = Array.from({ length: size.gatewaysPerSchool }, (_, index) => `g-${number}-${index + 1}`);
      const more = ids.slice(1).map((id) => ({ id, school, site, building: first.building, name: id }));
      if (more.length > 0) await jobs.insertInto('gateway').values(more).execute();
      const rows = await jobs
        .selectFrom('credential_token')
        .select('token')
        .where('site', '=', site)
        .orderBy('token')
        .execute();
      const tokens = rows.map((row) => row.token);
      gateways.push(...ids.map((id) => ({ id, tokens })));
    }
    await jobs.destroy();
  } finally {
    await database.stop();
  }
  const [mqttPort, httpPort] = [await freePort(), await freePort()];
  const config = join(folder, 'cloud.yaml');
  const text = `data: data\nhttp: { port: ${httpPort} }\nbroker: { port: ${mqttPort} }\nlog: warn\n`;
  await writeFile(config, text);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, config, database: postgres, mqttPort, httpPort, gateways, remove };
}

/** Invented people of two schools may share an identifier, which the registers refuse: then invent others. */
async function seedUnlike(
  jobs: Kysely<Database>,
  vault: Vault,
  code: string,
  number: number,
  place: { readonly gateway: string; readonly lanes: readonly string[] },
): Promise<SeededSchool> {
  for (let attempt = 0; ; attempt++) {
    const plan = inventSchool({ ...DEMO, code, seed: number + attempt * 1_000, startYear: 2026 });
    try {
      return await seedSchool(jobs, vault, plan, place, new Date('2026-09-15T05:00:00Z'));
    } catch (error) {
      if ((error as { code?: string }).code !== '23505' || attempt === 20) throw error;
    }
  }
}
