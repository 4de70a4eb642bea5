import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/server.ts';
import { loginsOf } from '../../src/db/embedded/set-up.ts';
import { connect, type Database, type Logins } from '../../src/db/index.ts';
import { copyCluster, FAST, TEMPLATE } from './cluster-template.ts';

/** A migrated database of its own on the test process's PostgreSQL. */
export interface TestDatabase {
  readonly logins: Logins;
  /** Connected as each role; `owner` is not subject to row-level security. */
  readonly owner: Kysely<Database>;
  readonly api: Kysely<Database>;
  readonly ingest: Kysely<Database>;
  readonly jobs: Kysely<Database>;
  /** Ends the connections; the last one to close stops the server. */
  close(): Promise<void>;
}

interface Running {
  readonly server: EmbeddedServer;
  readonly folder: string;
}

let running: Promise<Running> | undefined;
let users = 0;
let made = 0;

/**
 * Gives a test file its own database in well under a second, once the template is there (two seconds more after a
 * migration changed). The server is the real one, with fsync off; for tests of durability use `startEmbedded`.
 * ```ts
 * const db = await testDatabase();
 * after(() => db.close());
 * ```
 */
export async function testDatabase(): Promise<TestDatabase> {
  users += 1;
  running ??= start();
  const { server } = await running;
  made += 1;
  const name = `test_${made}`;
  await admin(server, `create database ${name} template ${TEMPLATE} owner vratar_owner`);
  const logins = loginsOf(server, name);
  const [owner, api, ingest, jobs] = [logins.owner, logins.api, logins.ingest, logins.jobs].map((url) =>
    connect(url),
  );
  const close = async () => {
    await Promise.all([owner, api, ingest, jobs].map((db) => db?.destroy()));
    users -= 1;
    if (users === 0) await stop();
  };
  return { logins, owner: owner!, api: api!, ingest: ingest!, jobs: jobs!, close };
}

async function start(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-pg-'));
  await copyCluster(folder);
  return { folder, server: await startEmbedded({ folder, settings: FAST }) };
}

async function stop(): Promise<void> {
  const last = running;
  running = undefined;
  const { server, folder } = (await last)!;
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function admin(server: EmbeddedServer, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
