import { type QueryExecutorProvider, sql } from 'kysely';
import type { NoticeKind } from './tables.ts';

/**
 * Tells the holder of an account something, in the transaction in which it happens.
 * @param detail identifiers and times only; never names (I7)
 */
export async function notify(
  trx: QueryExecutorProvider,
  account: string,
  kind: NoticeKind,
  detail: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<void> {
  await sql`select vratar_notify(${account}, ${kind}, ${JSON.stringify(detail)}::jsonb, ${at})`.execute(trx);
}
