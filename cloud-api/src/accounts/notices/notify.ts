import { type QueryExecutorProvider, sql } from 'kysely';
import { enqueue } from '../../db/index.ts';
import type { NoticeKind } from '../tables.ts';

/** Task that sends a notice by mail. */
export const MAIL_NOTICE_TASK = 'mail_notice';

/**
 * Tells the holder of an account something, in the transaction in which it happens: in the account's list of notices
 * at once, and by mail as a job.
 * @param detail identifiers and times only; never names (I7)
 */
export async function notify(
  trx: QueryExecutorProvider,
  account: string,
  kind: NoticeKind,
  detail: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select vratar_notify(${account}, ${kind}, ${JSON.stringify(detail)}::jsonb, ${at}) as id`.execute(trx);
  await enqueue(trx, MAIL_NOTICE_TASK, { notice: rows[0]!.id });
}
