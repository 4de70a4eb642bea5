import type { CredentialKind, SitePolicy } from '@vratar/protocol/lists';
import type { Generated, JSONColumnType } from 'kysely';

export type CredentialType = 'card' | 'bracelet' | 'fob' | 'phone' | 'transit' | 'temporary' | 'visitor';
export type CredentialState = 'stock' | 'issued' | 'blocked' | 'lost' | 'retired';
export type EndReason =
  | 'lost'
  | 'damaged'
  | 'defect'
  | 'replaced'
  | 'returned'
  | 'blocked'
  | 'left'
  | 'transferred'
  | 'expired';

/** The key under which a site's gateways hash card numbers, sealed under the school's key. */
export interface SiteKeyTable {
  site: string;
  version: number;
  school: string;
  sealed: Buffer;
  seal_version: number;
  created_at: Generated<Date>;
  retired_at: Date | null;
}

export interface CredentialTable {
  id: Generated<string>;
  school: string;
  type: CredentialType;
  /** Canonical bytes of the number, sealed. */
  uid: Buffer;
  uid_version: number;
  /** Network-wide blind index of the number. */
  uid_index: Buffer;
  /** What is printed on it. */
  label: Generated<string>;
  state: Generated<CredentialState>;
  created_at: Generated<Date>;
}

/** A credential was someone's from `valid_from` until `ended_at`, or `valid_until` if that came first. */
export interface CredentialHoldingTable {
  id: Generated<string>;
  school: string;
  credential: string;
  /** Null for visitors and for pass-only cards. */
  person: string | null;
  kind: CredentialKind;
  valid_from: Date;
  valid_until: Date | null;
  /** Entries that it is good for. */
  uses: number | null;
  ended_at: Date | null;
  end_reason: EndReason | null;
  issued_by: string | null;
  /** The first of the holdings that this one goes on with, after a block was lifted. */
  continues: Generated<string | null>;
}

export interface CredentialTokenTable {
  site: string;
  /** base64url, as events and allow lists carry it. */
  token: string;
  credential: string;
  /** Version of the site's key. */
  key_version: number;
  school: string;
}

/** A credential whose entry on a site's list may have changed. */
export interface AllowListChangeTable {
  id: Generated<number>;
  site: string;
  credential: string;
  school: string;
}

/** The list of a site as it stands. */
export interface AllowListTable {
  site: string;
  school: string;
  /** Grows by one with each build that changed something. */
  version: number;
  policy: JSONColumnType<SitePolicy, string, string>;
  /** Version at which the policy last changed. */
  policy_version: number;
  /** Sum over all lines, 64 hexadecimal digits (`sumOfLines`); null until the first build that keeps it. */
  lines_sum: string | null;
  built_at: Date;
}

/** A line of a site's list; one that was taken off stays, without text, so that differences can be told. */
export interface AllowListEntryTable {
  site: string;
  token: string;
  school: string;
  credential: string | null;
  /** Version of the list at which it last changed. */
  version: number;
  /** JSON text of an `AllowListEntry`, byte for byte as it is signed. */
  entry: string | null;
}

export interface CardJournalTable {
  id: Generated<string>;
  school: string;
  /** Running number in the school's journal. */
  number: number;
  credential: string;
  action: 'issued' | 'returned' | 'replaced';
  signed_on: string;
  /** Where the signed page is. */
  document: Generated<string>;
  entered_by: string | null;
  entered_at: Generated<Date>;
}

/** A card of this school that somebody handed in, there or elsewhere. */
export interface FoundCardTable {
  id: Generated<string>;
  school: string;
  credential: string;
  found_at_school: string;
  found_at: Generated<Date>;
  handed_back_at: Date | null;
}

export interface CardTables {
  found_card: FoundCardTable;
  site_key: SiteKeyTable;
  credential: CredentialTable;
  credential_holding: CredentialHoldingTable;
  credential_token: CredentialTokenTable;
  allow_list_change: AllowListChangeTable;
  allow_list: AllowListTable;
  allow_list_entry: AllowListEntryTable;
  card_journal: CardJournalTable;
}
