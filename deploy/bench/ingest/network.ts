import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, connectPool, openDatabase } from '@vratar/cloud-api/src/db/index.ts';
import { DEMO, inventSchool, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { openVault } from '@vratar/cloud-api/src/vault/index.ts';
import { freePorts } from '../../testing/free-ports.ts';
import { cloneSchool } from '../attendance/clone-school.ts';

/** One gateway as the load speaks for it. */
export interface BenchGateway {
  readonly id: string;
  /** Position of the token that comes first: each gateway of a school begins with another pupil. */
  readonly begins: number;
}

/** A cloud's data folder with schools, pupils, cards and gateways in it; the cloud itself is not running. */
export interface BenchNetwork {
  readonly folder: string;
  readonly config: string;
  /** Folder of the embedded PostgreSQL. */
  readonly database: string;
  readonly mqttPort: number;
  readonly httpPort: number;
  /** Of every school: the schools are alike. */
  readonly tokens: readonly string[];
  readonly gateways: readonly BenchGateway[];
  remove(): Promise<void>;
}

export interface NetworkSize {
  readonly schools: number;
  readonly gatewaysPerSchool: number;
}

const LANES = ['lane-1', 'lane-2', 'lane-3', 'lane-4'];

/** Seeds a school of 600 pupils through the product's own services, and copies it. */
export async function createNetwork(size: NetworkSize): Promise<BenchNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-ingest-bench-'));
  const postgres = join(folder, 'data', 'postgres');
  const database = await openDatabase({ folder: postgres });
  let tokens: string[];
  try {
    tokens = await seed(folder, database.logins.jobs, size.gatewaysPerSchool);
    await clone(await administrator(postgres, database.logins.owner), size.schools);
  } finally {
    await database.stop();
  }
  const gateways = Array.from({ length: size.schools * size.gatewaysPerSchool }, (_, index) => {
    const [school, place] = [Math.floor(index / size.gatewaysPerSchool), index % size.gatewaysPerSchool];
    const begins = Math.floor((place * tokens.length) / size.gatewaysPerSchool);
    return { id: `g-${place + 1}${school === 0 ? '' : `-${school + 1}`}`, begins };
  });
  const [mqttPort = 0, httpPort = 0] = await freePorts(2);
  const config = join(folder, 'cloud.yaml');
  const text = `data: data\nhttp: { port: ${httpPort} }\nbroker: { port: ${mqttPort} }\nlog: warn\n`;
  await writeFile(config, text);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, config, database: postgres, mqttPort, httpPort, tokens, gateways, remove };
}

/** Only the server's own administrator may leave triggers and foreign keys out. */
export async function administrator(folder: string, owner: string): Promise<string> {
  const url = new URL(owner);
  url.username = 'postgres';
  url.password = (await readFile(join(folder, 'admin.password'), 'utf8')).trim();
  return url.href;
}

async function seed(folder: string, login: string, gateways: number): Promise<string[]> {
  const jobs = connect(login);
  try {
    const vault = await openVault(join(folder, 'data', 'keys'), {});
    const plan = inventSchool({ ...DEMO, code: '9200001', seed: 1, startYear: 2026 });
    const place = { gateway: 'g-1', lanes: LANES };
    const { school, site } = await seedSchool(jobs, vault, plan, place, new Date('2026-09-15T05:00:00Z'));
    const { building } = await jobs
      .selectFrom('gateway')
      .select('building')
      .where('id', '=', 'g-1')
      .executeTakeFirstOrThrow();
    const ids = Array.from({ length: gateways }, (_, index) => `g-${index + 1}`);
    const more = ids.slice(1).map((id) => ({ id, school, site, building, name: id }));
    if (more.length > 0) await jobs.insertInto('gateway').values(more).execute();
    const rows = await jobs
      .selectFrom('credential_token')
      .select('token')
      .where('site', '=', site)
      .orderBy('token')
      .execute();
    return rows.map((row) => row.token);
  } finally {
    await jobs.destroy();
  }
}

async function clone(url: string, schools: number): Promise<void> {
  const pool = connectPool(url, { max: 1 });
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select id from school');
    await cloneSchool(client, rows[0]!.id, schools);
  } finally {
    client.release();
    await pool.end();
  }
}
