import type { Act } from './acts.ts';

/** Roles that an account holds (domain/roles.md). */
export const ASSIGNED_ROLES = [
  'pupil',
  'guard',
  'installer',
  'card_officer',
  'homeroom_teacher',
  'principal',
  'parent',
  'regional_officer',
  'municipality',
  'operator',
  'dpo',
] as const;
/** Roles that are held in one school, which its principal gives and ends. */
export const SCHOOL_ROLES = [
  'principal',
  'homeroom_teacher',
  'card_officer',
  'guard',
  'installer',
  'dpo',
  'parent',
  'pupil',
] as const satisfies readonly (typeof ASSIGNED_ROLES)[number][];
export type SchoolRole = (typeof SCHOOL_ROLES)[number];
export type AssignedRole = (typeof ASSIGNED_ROLES)[number];
/** `delegate` and `trusted_person` are given by people, for a time; a `program` is the bearer of an API token. */
export type Role = AssignedRole | 'delegate' | 'trusted_person' | 'program';

/** A child whom somebody answers for at this moment. */
export interface Child {
  readonly person: string;
  /** Under 14: the guardian acts for the child; from 14 on the pupil acts alone (D8). */
  readonly young: boolean;
}

/** A role as somebody holds it now: periods that have not begun or have ended are already gone from it. */
export interface Grant {
  readonly role: Role;
  readonly school?: string;
  readonly class?: string;
  readonly region?: string;
  /** Who the holder is in that school: pupil, guardian or member of staff. */
  readonly person?: string;
  readonly children?: readonly Child[];
  /** Only these, of those that the role could have: for what one person gives another. */
  readonly acts?: readonly Act[];
  /** When it ends by itself. */
  readonly until?: Date;
}

/** What an act is aimed at. What is not named is not claimed: a class act needs the class. */
export interface Target {
  readonly school?: string;
  readonly class?: string;
  readonly region?: string;
  readonly person?: string;
}
