import type { ColumnType } from 'kysely';

/** A generated column: the database writes it, inside `vratar_audit`. */
type Written<T> = ColumnType<T, never, never>;

/** One act that somebody may later be asked about. */
export interface AuditEntryTable {
  /** School id, or `network` for acts that belong to none. */
  chain: Written<string>;
  school: Written<string | null>;
  /** Contiguous from 1 within the chain. */
  n: Written<string>;
  at: Written<Date>;
  account: Written<string | null>;
  action: Written<string>;
  /** `kind:id` of what was acted upon. */
  subject: Written<string | null>;
  /** Exact text that the hash covers; holds all of the above and the details. */
  line: Written<string>;
  /** SHA-256 over the predecessor's hash and `line`, hex. */
  hash: Written<string>;
}

export interface AuditTables {
  audit_entry: AuditEntryTable;
}
