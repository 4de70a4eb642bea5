import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Acts that are logged (domain/privacy.md, D15). A name never changes its meaning.
 * Views log whose name or day was seen, not what it said.
 */
export const AUDIT_ACTIONS = [
  'name_seen',
  'day_seen',
  'list_exported',
  'month_signed',
  'decision_made',
  'delegation_given',
  'delegation_ended',
  'guard_override',
  'mode_changed',
  'register_changed',
  'card_issued',
  'card_replaced',
  'card_blocked',
  'card_returned',
  'roster_imported',
  'roster_undone',
  'person_changed',
  'person_transferred',
  'person_erased',
  'guardian_linked',
  'trusted_person_changed',
  'account_changed',
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'locked_out',
  'token_issued',
  'token_revoked',
  'key_rotated',
  'subject_export',
  'numbers_seen',
  'consent_given',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

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
