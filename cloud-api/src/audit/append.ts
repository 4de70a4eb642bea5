import { type QueryExecutorProvider, sql } from 'kysely';
import type { AuditAction } from './actions.ts';

export interface AuditAct {
  readonly action: AuditAction;
  /** What was acted upon, as `kind:id`. */
  readonly subject?: string;
  /** Identifiers, numbers and codes; never names (I7). */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Logs an act in the transaction that does it: both happen, or neither. School and account are those of the
 * transaction's scope.
 * @returns the entry's number in its chain
 */
export async function audit(trx: QueryExecutorProvider, act: AuditAct): Promise<number> {
  const { rows } = await sql<{ n: string }>`select vratar_audit(${act.action}, ${act.subject ?? null},
    ${JSON.stringify(act.detail ?? {})}::jsonb) as n`.execute(trx);
  return Number(rows[0]?.n);
}
