import type { Generated } from 'kysely';

export interface VaultKeyTable {
  /** Null: the network's key, from which its blind indexes are made. */
  school: string | null;
  version: number;
  /** Name of the master key that wrapped it. */
  master: string;
  wrapped: Buffer;
  created_at: Generated<Date>;
  retired_at: Date | null;
}

export interface VaultTables {
  vault_key: VaultKeyTable;
}
