import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Database } from '@vratar/cloud-api/src/db/index.ts';
import { openToolbox } from '@vratar/cloud-api/src/toolbox/open-toolbox.ts';
import { type Kysely, sql } from 'kysely';
import { answersHttp } from '../../src/start/probes.ts';
import { freePorts } from '../free-ports.ts';
import { until } from '../until.ts';
import { copyTree } from './copy-tree.ts';
import { killProcess } from './kill-process.ts';
import type { PostgresRig } from './postgres-rig.ts';
import { Supervised } from './service.ts';

const MAIN = new URL('../../../cloud-api/src/cli/main.ts', import.meta.url).pathname;

/** Broker and database of their own, instead of those that the cloud brings. */
export interface Apart {
  /** Where the cloud finds the broker. */
  readonly brokerPort: number;
  readonly postgres: PostgresRig;
  /** How the cloud connects to PostgreSQL. */
  readonly databaseUrl: string;
}

/** `vratar-cloud run` with its PostgreSQL, which can be killed and set back. */
export class CloudRig {
  /** Of its embedded broker. */
  readonly mqttPort: number;
  /** Its data folder. */
  readonly data: string;
  readonly #httpPort: number;
  readonly #saved: string;
  readonly #process: Supervised;
  readonly #apart: Apart | undefined;

  private constructor(folder: string, mqttPort: number, httpPort: number, apart: Apart | undefined) {
    this.mqttPort = mqttPort;
    this.#httpPort = httpPort;
    this.#apart = apart;
    this.data = join(folder, 'data');
    this.#saved = join(folder, 'saved');
    const config = join(folder, 'cloud.yaml');
    const broker = apart ? `url: mqtt://127.0.0.1:${apart.brokerPort}` : `port: ${mqttPort}`;
    writeFileSync(config, `data: data\nhttp: { port: ${httpPort} }\nbroker: { ${broker} }\nlog: warn\n`);
    const environment = apart ? { DATABASE_URL: apart.databaseUrl } : {};
    const log = join(folder, 'cloud.log');
    this.#process = Supervised.node([MAIN, '--config', config, 'run'], log, 200, environment);
  }

  static async create(folder: string, gateways: readonly string[], apart?: Apart): Promise<CloudRig> {
    mkdirSync(folder, { recursive: true });
    const [mqtt, http] = await freePorts(2);
    const rig = new CloudRig(folder, mqtt!, http!, apart);
    await rig.withDatabase((db) => register(db, gateways));
    return rig;
  }

  async start(): Promise<void> {
    this.#process.start();
    await this.ready();
  }

  async ready(): Promise<void> {
    const url = `http://127.0.0.1:${this.#httpPort}/health`;
    await until('the cloud comes up', () => answersHttp(url), 120_000);
  }

  kill(): void {
    this.#process.kill();
  }

  /** PostgreSQL alone dies; it comes back, or the cloud that brought it ends and both are started again. */
  killDatabase(): void {
    if (this.#apart !== undefined) {
      this.#apart.postgres.kill();
      return;
    }
    const file = join(this.data, 'postgres', 'cluster', 'postmaster.pid');
    if (existsSync(file)) killProcess(Number(readFileSync(file, 'utf8').split('\n')[0]));
  }

  /** Keeps a copy of everything, taken while the cloud stands still. */
  save(): Promise<void> {
    return this.#still((data) => copyTree(data, this.#saved));
  }

  /** Goes back to the copy. @returns false when there is none */
  async restore(): Promise<boolean> {
    if (!existsSync(this.#saved)) return false;
    await this.#still((data) => copyTree(this.#saved, data));
    return true;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  /** What its gateways must trust. */
  async listPublicKey(): Promise<string> {
    return (await openToolbox(this.data, {}).listKeys.public())[0]!;
  }

  async withDatabase<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    const { postgres } = this.#apart ?? {};
    const tools = openToolbox(this.data, postgres ? { DATABASE_URL: postgres.ownUrl } : {});
    try {
      const db = connect((await tools.logins()).owner);
      return await work(db).finally(() => db.destroy());
    } finally {
      await tools.close();
    }
  }

  async #still(work: (data: string) => Promise<void>): Promise<void> {
    await this.stop();
    if (this.#apart === undefined) await work(this.data);
    else await this.#apart.postgres.still(work);
    await this.start();
  }
}

async function register(db: Kysely<Database>, gateways: readonly string[]): Promise<void> {
  const one = async (query: ReturnType<typeof sql<{ id: string }>>) => (await query.execute(db)).rows[0]!.id;
  const region = await one(sql`insert into region (code, name) values ('CHA', 'Chaos') returning id`);
  const school = await one(
    sql`insert into school (region, code, name) values (${region}, '9300001', 'Chaos') returning id`,
  );
  const site = await one(sql`insert into site (school, name) values (${school}, 'Chaos') returning id`);
  const building = await one(
    sql`insert into building (school, code, name) values (${school}, 'main', 'Main') returning id`,
  );
  for (const gateway of gateways) {
    await sql`insert into gateway (id, school, site, building, name, state)
      values (${gateway}, ${school}, ${site}, ${building}, ${gateway}, 'enrolled')`.execute(db);
  }
}
