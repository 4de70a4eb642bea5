import type { Generated } from 'kysely';

export type PersonKind = 'student' | 'staff' | 'guardian';

/** Types of identifier as НЕИСПУО numbers them: ЕГН, ЛНЧ, ИДН. */
export type IdentifierType = 0 | 1 | 2;

/** `pass_only`: processing was refused; the person has no attendance and no card is bound to them (D9). */
export type Tracking = 'full' | 'pass_only';

export interface PersonTable {
  id: Generated<string>;
  /** The school that answers for the person now; the only one that can see the row. */
  school: string;
  kind: PersonKind;
  /** Given once, never changed by a card or a transfer; the last digit is Luhn's. */
  account_no: Generated<string>;
  /** Sealed `Profile`; null after erasure. */
  profile: Buffer | null;
  identifier_type: IdentifierType | null;
  /** Blind index of the identifier, network-wide. */
  identifier_index: Buffer | null;
  tracking: Generated<Tracking>;
  erased_at: Date | null;
  created_at: Generated<Date>;
}

/** The key under which a person's profile is sealed, wrapped by the school's key of that version. */
export interface PersonKeyTable {
  person: string;
  school: string;
  version: number;
  wrapped: Buffer;
}

/** Blind index over the words of names, for search within one school. */
export interface PersonWordTable {
  school: string;
  word: Buffer;
  person: string;
}

export interface GuardianshipTable {
  id: Generated<string>;
  school: string;
  child: string;
  guardian: string;
  relation: 'mother' | 'father' | 'guardian' | 'other';
  /** Local dates; `valid_until` exclusive. */
  valid_from: string;
  valid_until: string | null;
}

export interface EmploymentTable {
  id: Generated<string>;
  school: string;
  person: string;
  post: string;
  valid_from: string;
  valid_until: string | null;
}
