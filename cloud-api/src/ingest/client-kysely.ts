import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely';
import type { PoolClient } from 'pg';
import type { Database } from '../db/index.ts';

/** The typed query builder inside the transaction that is open on `client`. It begins and ends nothing by itself. */
export function kyselyInside(client: PoolClient): Transaction<Database> {
  const connection = new ClientConnection(client);
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(connection),
      createIntrospector: (any) => new PostgresIntrospector(any),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return db as Transaction<Database>;
}

/** Statements that are prepared: a hook that makes up texts must not fill the server's memory. */
const MOST_PREPARED = 100;
const prepared = new Map<string, string>();

/**
 * Statements that are written out run again and again with other arrays: each connection plans them once. What the
 * query builder makes has as many texts as there are numbers of rows.
 */
function preparedName({ query, sql }: CompiledQuery): string | undefined {
  if (query.kind !== 'RawNode') return undefined;
  let name = prepared.get(sql);
  if (name === undefined && prepared.size < MOST_PREPARED) {
    name = `hook_${prepared.size + 1}`;
    prepared.set(sql, name);
  }
  return name;
}

class ClientConnection implements DatabaseConnection {
  readonly #client: PoolClient;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.#client.query({
      name: preparedName(query),
      text: query.sql,
      values: [...query.parameters],
    });
    return rowCount === null ? { rows } : { rows, numAffectedRows: BigInt(rowCount) };
  }

  // biome-ignore lint/correctness/useYield: it only refuses
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming inside the ingest transaction is not offered');
  }
}

class ClientDriver implements Driver {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    throw new Error('the ingest transaction is open already');
  }

  async commitTransaction(): Promise<void> {
    throw new Error('the ingest transaction is committed by the committer');
  }

  async rollbackTransaction(): Promise<void> {
    throw new Error('the ingest transaction is ended by the committer; throw instead');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
