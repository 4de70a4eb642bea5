import type { CardNumber } from '@vratar/protocol/cards';
import type { CredentialType } from '../cards/tables.ts';
import type { TimetableLesson } from '../people/tables/calendar.ts';
import type { Profile } from '../vault/index.ts';
import type { ShiftCode } from './bells.ts';

/** A card of the plan, and what has become of it. */
export interface PlannedCard {
  readonly card: CardNumber;
  readonly type: CredentialType;
  readonly label: string;
  readonly fate: 'issued' | 'lost' | 'blocked' | 'stock' | 'pass_only' | 'visitor' | 'temporary';
}

export interface PlannedStudent {
  readonly profile: Profile;
  readonly guardians: readonly { readonly profile: Profile; readonly relation: 'mother' | 'father' }[];
  /** None for a pupil whose family refused processing: their card is a pass-only one without a name. */
  readonly cards: readonly PlannedCard[];
  readonly passOnly: boolean;
}

export interface PlannedClass {
  readonly name: string;
  readonly grade: number;
  /** Of the first term; in the second the shifts change places. */
  readonly shift: ShiftCode;
  readonly lessons: readonly TimetableLesson[];
  readonly students: readonly PlannedStudent[];
  /** Index of the homeroom teacher among the staff. */
  readonly teacher: number;
}

export interface PlannedStaff {
  readonly profile: Profile;
  readonly post: 'principal' | 'deputy' | 'card_officer' | 'guard' | 'teacher' | 'cleaner';
  readonly card: PlannedCard;
}

/** A whole invented school. Pure data: what is written to a database, a file or a simulator comes from here. */
export interface SchoolPlan {
  readonly seed: number;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** 2026 for 2026/27. */
  readonly startYear: number;
  readonly classes: readonly PlannedClass[];
  readonly staff: readonly PlannedStaff[];
  /** Cards in nobody's hands: stock, visitors, pass-only. */
  readonly loose: readonly PlannedCard[];
}
