/** What the card desk reads from the API. */
export type CardState = 'stock' | 'issued' | 'blocked' | 'lost' | 'retired';
export type CardType = 'card' | 'bracelet' | 'fob' | 'phone' | 'transit' | 'temporary' | 'visitor';
export type CardKind = 'pupil' | 'staff' | 'visitor' | 'temporary' | 'pass_only';

export interface Card {
  readonly id: string;
  readonly type: CardType;
  readonly label: string;
  readonly state: CardState;
  readonly kind?: CardKind;
  readonly person?: string;
  readonly name?: string;
  readonly since?: string;
  readonly until?: string;
}

export interface Checked {
  readonly where: 'here' | 'elsewhere' | 'unknown';
  readonly number: string;
  readonly card?: Card;
  readonly lowAssurance?: boolean;
  readonly last?: {
    readonly person?: string;
    readonly name?: string;
    readonly kind: CardKind;
    readonly from: string;
    readonly until?: string;
    readonly ended?: string;
  };
}

export interface Person {
  readonly id: string;
  readonly kind: 'student' | 'staff' | 'guardian';
  readonly accountNo: string;
  readonly tracking: 'full' | 'pass_only';
  readonly first: string;
  readonly middle?: string;
  readonly last: string;
  readonly class?: { readonly id: string; readonly name: string };
}

export interface HeldCard {
  readonly credential: string;
  readonly type: CardType;
  readonly label: string;
  readonly state: CardState;
  readonly kind: CardKind;
  readonly from: string;
  readonly until?: string;
  readonly ended?: string;
}

export interface Relative {
  readonly guardianship: string;
  readonly person: Person;
  readonly relation: 'mother' | 'father' | 'guardian' | 'other';
}

export interface PersonPage {
  readonly person: Person;
  /** Local date. */
  readonly birthDate?: string;
  readonly phone?: string;
  readonly email?: string;
  /** As НЕИСПУО numbers them. */
  readonly identifierType?: 0 | 1 | 2;
  /** Its last four characters. */
  readonly identifierEnd?: string;
  readonly guardians: readonly Relative[];
  readonly children: readonly Relative[];
  readonly enrolments: readonly { readonly name: string; readonly first: string; readonly last?: string }[];
  /** `until`: the first day on which the post is held no more. */
  readonly employments: readonly { readonly post: string; readonly from: string; readonly until?: string }[];
  readonly cards: readonly HeldCard[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export const nameOf = ({ first, middle, last }: Person): string =>
  [first, middle, last].filter((part) => part !== undefined).join(' ');
