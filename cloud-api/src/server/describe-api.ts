import type { Pool } from 'pg';
import { pino } from 'pino';
import { API_PREFIX } from '../api/index.ts';
import { buildApp } from './build-app.ts';
import type { Capability, CloudParts } from './capability.ts';

/** Follows nothing: no request is answered, so nothing is ever asked. */
const UNASKED = {
  connect: async () => ({
    on: () => undefined,
    query: async () => ({ rows: [] }),
    release: () => undefined,
  }),
} as unknown as Pool;

/** The description of the interface (OpenAPI 3.1) as JSON text, from the routes alone: no database is behind it. */
export async function describeApi(capabilities: readonly Capability[]): Promise<string> {
  const log = pino({ level: 'silent' });
  const parts = { apiPool: UNASKED, log, now: () => new Date() } as unknown as CloudParts;
  const health = { database: async () => undefined, broker: () => undefined, counts: () => ({}) };
  const app = await buildApp({
    parts,
    health,
    capabilities: capabilities.map(({ pages: _, ...capability }) => capability),
    log,
  });
  try {
    const answer = await app.inject({ method: 'GET', url: `${API_PREFIX}/openapi.json` });
    return `${JSON.stringify(answer.json(), undefined, 2)}\n`;
  } finally {
    await app.close();
  }
}
