import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { connectPool } from '../../src/db/index.ts';
import { buildApp, type Capability, type CloudParts } from '../../src/server/index.ts';
import type { Vault } from '../../src/vault/index.ts';
import type { TestDatabase } from './database.ts';
import { testVault } from './vault.ts';

/** What a test reaches of the cloud that it built. */
export interface CloudApp {
  /** Not listening yet. */
  readonly app: FastifyInstance;
  readonly parts: CloudParts;
  readonly vault: Vault;
  /** Ends the server and its connections; the database belongs to the caller. */
  close(): Promise<void>;
}

/** What differs from a server without anything around it. */
export type Outside = Pick<CloudParts, 'oidc' | 'mailer'> & { readonly requestsAMinute?: number };

/** The real server with some capabilities on a database of the test, its clock in the test's hands. */
export async function cloudApp(
  db: TestDatabase,
  capabilities: readonly Capability[],
  now: () => Date,
  { requestsAMinute, ...outside }: Outside = {},
): Promise<CloudApp> {
  const vault = testVault();
  await vault.prepare(db.jobs);
  const apiPool = connectPool(db.logins.api);
  const log = pino({ level: 'silent' });
  const parts: CloudParts = {
    api: db.api,
    apiPool,
    jobs: db.jobs,
    vault,
    log,
    now,
    toGateway: () => undefined,
    ...outside,
  };
  const health = { database: async () => undefined, broker: () => undefined, counts: () => ({}) };
  const app = await buildApp({
    parts,
    health,
    capabilities,
    log,
    ...(requestsAMinute && { requestsAMinute }),
  });
  const close = async (): Promise<void> => {
    await app.close();
    await apiPool.end();
  };
  return { app, parts, vault, close };
}
