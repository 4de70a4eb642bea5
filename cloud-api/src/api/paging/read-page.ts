import { VratarError } from '@vratar/protocol/errors';
import { type SelectQueryBuilder, sql } from 'kysely';
import { readCursor, writeCursor } from './cursor.ts';
import { PAGE_DEFAULT, type Page, type PageAsked } from './page.ts';

export interface PageOrder {
  /**
   * Columns that order the list, as `table.column` where a join makes that needed; none of them is ever null, and the
   * last one makes the order total. An index on them serves every page alike.
   */
  readonly by: readonly [string, ...string[]];
  readonly direction?: 'asc' | 'desc';
  /** What the cursor belongs to: the list's name and its filters. */
  readonly list: unknown;
}

/**
 * One page of a query in a stable order: rows that come or go in between neither shift nor repeat others.
 * ```ts
 * readPage(trx.selectFrom('person').select(['id', 'kind']), { by: ['account_no', 'id'], list: ['people', kind] }, query)
 * ```
 * @param query without order and limit
 * @throws VratarError `cursor_invalid`
 */
export async function readPage<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { by, direction = 'asc', list }: PageOrder,
  { limit = PAGE_DEFAULT, cursor }: PageAsked,
): Promise<Page<O>> {
  const columns = by.map((column) => sql.ref(column));
  // As text, because a JavaScript date would lose the microseconds between two rows.
  const position = sql<string>`json_build_array(${sql.join(columns.map((column) => sql`${column}::text`))})::text`;
  let paged = query.select(position.as(POSITION)).limit(limit + 1);
  for (const column of columns) paged = paged.orderBy(column, direction);
  if (cursor !== undefined) {
    const values = readCursor(list, cursor, by.length);
    const compare = sql.raw(direction === 'asc' ? '>' : '<');
    paged = paged.where(sql<boolean>`(${sql.join(columns)}) ${compare} (${sql.join(values)})`);
  }
  const rows = (await paged.execute().catch((error: unknown) => {
    throw cursor !== undefined && isDataError(error)
      ? new VratarError('cursor_invalid', {}, { field: 'querystring/cursor' }, { cause: error })
      : error;
  })) as (O & { [POSITION]: string })[];
  const items = rows.slice(0, limit).map(({ [POSITION]: _, ...row }) => row as O);
  if (rows.length <= limit) return { items };
  return { items, next: writeCursor(list, JSON.parse(rows[limit - 1]![POSITION])) };
}

const POSITION = 'page_position';

/** Class 22: a value that is none of its column's type, which only a forged cursor holds. */
const isDataError = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('22');
