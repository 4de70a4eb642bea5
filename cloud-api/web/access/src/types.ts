/** What the page reads from the API. */
export const SCHOOL_ROLES = [
  'principal',
  'homeroom_teacher',
  'card_officer',
  'guard',
  'installer',
  'dpo',
  'parent',
  'pupil',
] as const;
export type SchoolRole = (typeof SCHOOL_ROLES)[number];

export interface HeldRole {
  readonly id: string;
  readonly role: SchoolRole;
  readonly className?: string;
  readonly from: string;
  readonly until?: string;
  readonly ended: boolean;
}

export type AccountStateName = 'invited' | 'invitation_over' | 'active' | 'locked' | 'locked_out' | 'former';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name?: string;
  readonly state: AccountStateName;
  readonly until?: string;
  readonly roles: readonly HeldRole[];
  readonly identities: number;
  readonly sessions: number;
  readonly usedAt?: string;
  readonly elsewhere: boolean;
  readonly me: boolean;
}

export interface Invitation {
  readonly path: string;
  readonly expiresAt: string;
}

export interface Delegation {
  readonly id: string;
  readonly login?: string;
  readonly name?: string;
  readonly giverName?: string;
  readonly mine: boolean;
  readonly acts: readonly string[];
  readonly className?: string;
  readonly from: string;
  readonly until: string;
  readonly endedAt?: string;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly usedAt?: string;
  readonly revokedAt?: string;
}
