import { CompiledQuery, type Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';

/**
 * What this folder needs of a connection inside a transaction: statements over arrays, written out. The query builder
 * has no `unnest` of many columns, and building one statement of a thousand rows costs more than running it.
 */
export interface Sql {
  query<Row>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

export function sqlOver(trx: Kysely<Database>): Sql {
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await trx.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
      return { rows };
    },
  };
}
