import type { ColumnType, Generated } from 'kysely';
import type { Act } from './permissions/acts.ts';
import type { AssignedRole } from './permissions/grant.ts';

/** A personal account. Its password is read by functions of the database only. */
export interface AccountTable {
  id: Generated<string>;
  /** Blind index of the login, network-wide. */
  login_index: Buffer;
  /** The login, an e-mail address, sealed. */
  login: Buffer;
  /** PHC string of argon2id. */
  password: string;
  failures: Generated<number>;
  failed_at: Date | null;
  locked_until: Date | null;
  disabled_at: Date | null;
  /** Somebody else chose the password: nothing but changing it works. */
  password_must_change: Generated<boolean>;
  /** In which mails are written. */
  language: Generated<'bg' | 'ru' | 'en'>;
  created_at: Generated<Date>;
}

export interface RoleAssignmentTable {
  id: Generated<string>;
  account: string;
  role: AssignedRole;
  school: string | null;
  class: string | null;
  region: string | null;
  /** Who the account is in that school. */
  person: string | null;
  valid_from: Date;
  /** Exclusive. */
  valid_until: Date | null;
  granted_by: string | null;
}

/** What a principal hands on to a named person for a time (D6). */
export interface DelegationTable {
  id: Generated<string>;
  school: string;
  /** Null: the whole school. */
  class: string | null;
  giver: string;
  receiver: string;
  acts: Act[];
  valid_from: Date;
  valid_until: Date;
  /** When it was taken back, or when its end was told. */
  ended_at: Date | null;
}

/** Whom a guardian trusts with a child for a time (D18). */
export interface TrustTable {
  id: Generated<string>;
  school: string;
  child: string;
  giver: string;
  trustee: string;
  acts: Act[];
  valid_from: Date;
  valid_until: Date;
  ended_at: Date | null;
}

export const MONTH_NOTICE_KINDS = [
  'month_opened',
  'month_reminder',
  'month_expired',
  'declaration_due',
  'asp_reminder',
  'asp_expired',
  'absences_reached',
  'corrections_proposed',
  'signal_received',
  'signal_acknowledged',
  'signal_answered',
] as const;
export type MonthNoticeKind = (typeof MONTH_NOTICE_KINDS)[number];

export const NOTICE_KINDS = [
  ...MONTH_NOTICE_KINDS,
  'locked_out',
  'pupil_transferred',
  'delegation_given',
  'delegation_received',
  'delegation_ended',
  'trust_received',
  'trust_ended',
  'password_changed',
  'identity_linked',
  'identity_unlinked',
  'terminal_session',
  'invited',
  'role_given',
  'role_ended',
  'school_locked',
  'school_unlocked',
  'password_reset',
  'trust_withdrawn',
  'gateway_retired',
  'gateway_reinstated',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that the holder of an account is told; never names. */
export interface AccountNoticeTable {
  id: Generated<string>;
  account: string;
  kind: NoticeKind;
  detail: ColumnType<Record<string, unknown>, string, never>;
  at: Date;
  seen_at: Date | null;
  mailed_at: Date | null;
}

export interface SessionTable {
  id: Generated<string>;
  /** SHA-256 of the cookie's token. */
  token_hash: Buffer;
  account: string;
  school: string | null;
  opened_at: Date;
  used_at: Date;
  /** Whatever is done, it ends here. */
  expires_at: Date;
  ended_at: Date | null;
  /** The identity provider that vouched; null after a password. */
  issuer: string | null;
  /** Browser and system, such as “Chrome, Windows”; what a person needs to know it again. */
  device: string | null;
}

/** The way in for somebody who has no password yet; its secret is a link that is shown once. */
export interface AccountInvitationTable {
  id: Generated<string>;
  account: string;
  school: string;
  token_hash: Buffer;
  issued_by: string;
  issued_at: Date;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

/** A school that lets an account do nothing there for now; its roles stay. */
export interface AccountLockTable {
  school: string;
  account: string;
  locked_at: Date;
  locked_by: string | null;
}

/** Who an account is to an identity provider. */
export interface AccountIdentityTable {
  issuer: string;
  subject: string;
  account: string;
  linked_at: Date;
  used_at: Date | null;
}

export interface ApiTokenTable {
  id: Generated<string>;
  school: string;
  /** What it is for, in the principal's words. */
  name: string;
  token_hash: Buffer;
  scopes: Act[];
  issued_by: string;
  issued_at: Date;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface AccountTables {
  account: AccountTable;
  role_assignment: RoleAssignmentTable;
  delegation: DelegationTable;
  trust: TrustTable;
  account_notice: AccountNoticeTable;
  account_invitation: AccountInvitationTable;
  account_lock: AccountLockTable;
  account_identity: AccountIdentityTable;
  session: SessionTable;
  api_token: ApiTokenTable;
}
