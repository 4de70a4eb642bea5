import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

const { builtins, getTypeParser } = pg.types;

/** Dates stay text (`YYYY-MM-DD`): a JavaScript Date would move them by the host's time zone. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.INT8, parseInt8],
]);

/** Counts and keys come as numbers; one that does not fit is an error, not a rounded neighbour. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') =>
    PARSERS.get(oid) ?? getTypeParser(oid, format)) as typeof getTypeParser,
};

export interface ConnectOptions {
  /** At most so many connections; 10 unless told. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onError?: (error: Error) => void;
}

/** A pool of connections. `destroy()` of the Kysely over it ends them. */
export function connectPool(url: string, options: ConnectOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'vratar',
    connectionTimeoutMillis: 10_000,
    types,
  });
  const report = (error: Error) => options.onError?.(error);
  pool.on('error', report);
  // While a client is checked out the pool does not listen to it, and an unheard error ends the process.
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

/** The typed database over a pool. */
export function connect(url: string, options: ConnectOptions = {}): Kysely<Database> {
  return kyselyOver(connectPool(url, options));
}

export function kyselyOver(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
