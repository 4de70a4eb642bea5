import type { CardEntry } from './people-file.ts';

export type Shift = 'first' | 'second';

/** Somebody who may come to the school. */
export interface Person {
  /** Stable for one people file: `p1`, `p2`, … in its order. */
  readonly id: string;
  readonly label: string;
  readonly kind: CardEntry['kind'];
  readonly shift: Shift | undefined;
  /** All cards that carry the person's label, those that ought to work first. */
  readonly cards: readonly PersonCard[];
}

export interface PersonCard {
  readonly uid: string;
  readonly state: CardEntry['state'];
}

const WORKING: ReadonlySet<CardEntry['state']> = new Set(['issued', 'pass_only', 'visitor', 'temporary']);

/** Whether a gate with an up-to-date list is expected to know the card and let it through. */
export function oughtToWork(card: PersonCard): boolean {
  return WORKING.has(card.state);
}

/** The people behind the cards. */
export function populationOf(entries: readonly CardEntry[]): Person[] {
  const byLabel = Map.groupBy(entries, ({ label }) => label);
  return [...byLabel].map(([label, cards], index) => ({
    id: `p${index + 1}`,
    label,
    kind: cards[0]!.kind,
    shift: cards.find(({ shift }) => shift !== undefined)?.shift,
    cards: cards
      .map(({ uid, state }) => ({ uid, state }))
      .sort((a, b) => Number(oughtToWork(b)) - Number(oughtToWork(a))),
  }));
}
