import type { AllowListEntry } from '@vratar/protocol/lists';
import type { Person } from '../../../firmware-sim/src/school/population.ts';
import type { MorningPlan } from './plan.ts';
import type { StrictRules } from './strict-rules.ts';

/** A token that says which card it is: nothing here is secret, and a failing seed is easier to read. */
export const tokenOfCard = (uid: Uint8Array): string => `token-${Buffer.from(uid).toString('hex')}`;

/** One card, and what the school has said of it. */
export interface Card {
  readonly token: string;
  readonly person: string;
  readonly kind: 'pupil' | 'staff' | 'visitor';
  /** Entries that it is good for. */
  readonly uses: number | undefined;
  /** May be a second card. */
  readonly escort: boolean;
  readonly passbackExempt: boolean;
}

/** Pupils first, and in a strict school its staff and visitors. */
export function peopleOf({ people, strict }: MorningPlan): Person[] {
  const pupils = Array.from({ length: people }, (_, index) => person('p', 'pupil', index, 0x04));
  const staff = Array.from({ length: strict?.staff ?? 0 }, (_, index) => person('s', 'staff', index, 0x05));
  const visitors = (strict?.visits ?? []).map((_, index) => person('v', 'visitor', index, 0x06));
  return [...pupils, ...staff, ...visitors];
}

/** Members of staff have two cards each: what is asked of a person is not asked of a card. */
function person(letter: string, kind: Card['kind'], index: number, maker: number): Person {
  const makers = kind === 'staff' ? [maker, maker + 0x10] : [maker];
  const uid = (first: number) =>
    first.toString(16).padStart(2, '0') + (index + 1).toString(16).padStart(12, '0');
  const id = `${letter}${index + 1}`;
  return {
    id,
    label: id,
    kind,
    shift: 'first',
    cards: makers.map((first) => ({ uid: uid(first), state: 'issued' })),
  };
}

export const isPupil = ({ kind }: Person): boolean => kind === 'pupil';

/** All cards that the school has given out. Every other member of staff is exempt from anti-passback. */
export function cardsOf(people: readonly Person[], strict: StrictRules | undefined): readonly Card[] {
  const visitors = people.filter(({ kind }) => kind === 'visitor');
  const staff = people.filter(({ kind }) => kind === 'staff');
  return people.flatMap((one) =>
    one.cards.map(({ uid }) => ({
      token: tokenOfCard(Buffer.from(uid, 'hex')),
      person: one.id,
      kind: one.kind as Card['kind'],
      uses: strict?.visits[visitors.indexOf(one)],
      escort: one.kind === 'staff',
      passbackExempt: staff.indexOf(one) % 2 === 1,
    })),
  );
}

/** As the gate's list has it. Nobody knows who a visitor is: the holding stands for them. */
export function entryOf({ token, person: who, kind, uses, escort, passbackExempt }: Card): AllowListEntry {
  return {
    token,
    kind,
    status: 'active',
    ...(kind === 'visitor' ? { holding: who } : { holder: who }),
    ...(kind === 'pupil' && { enrolments: [{ school: 's1' }] }),
    ...(uses !== undefined && { uses }),
    ...(escort && { escort }),
    ...(passbackExempt && { passbackExempt }),
  };
}
