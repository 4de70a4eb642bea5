import type { WalkPlan } from '../lane/index.ts';
import type { Random } from '../random/index.ts';
import type { Person } from '../school/population.ts';
import { oughtToWork } from '../school/population.ts';
import type { Habits } from './config.ts';

/** What somebody means to do at the lane this time. */
export interface Intention {
  /** Cards held to the reader one after the other, until one opens. Empty: goes without a tap. */
  readonly cards: readonly string[];
  /** Taps the card once more at once. */
  readonly doubleTap: boolean;
  readonly plan: WalkPlan;
  readonly lingerMs: number;
  /** Has no card and goes to the guard's desk. */
  readonly atDesk: boolean;
}

const ONCE: Intention = { cards: [], doubleTap: false, plan: 'through', lingerMs: 0, atDesk: false };

/** Rolls the dice for one visit. */
export function intend(person: Person, habits: Habits, random: Random): Intention {
  const own = person.cards.find(oughtToWork) ?? person.cards[0];
  if (own === undefined || random.chance(habits.forgotten)) return { ...ONCE, atDesk: true };
  if (random.chance(habits.tailgate)) return { ...ONCE, plan: 'tailgate' };
  const first = firstCard(person, habits, random);
  return {
    // Whoever is refused with the own card tries it once more before turning to the guard.
    cards: [...first, own.uid, own.uid],
    doubleTap: random.chance(habits.doubleTap),
    ...walkOf(habits, random),
    atDesk: false,
  };
}

/** People on their way out of a fire, and those whom the guard lets pass, touch no reader. */
export const withoutTap: Intention = ONCE;

function firstCard(person: Person, habits: Habits, random: Random): string[] {
  if (random.chance(habits.phone)) return ['phone'];
  if (!random.chance(habits.wrongCard)) return [];
  const old = person.cards.find((card) => !oughtToWork(card));
  return [old?.uid ?? transitCard(random)];
}

/** A card of a town's buses: seven bytes, first of a maker that no school uses. */
function transitCard(random: Random): string {
  return Buffer.from(Uint8Array.of(0x05, ...random.bytes(6))).toString('hex');
}

function walkOf(habits: Habits, random: Random): { plan: WalkPlan; lingerMs: number } {
  if (random.chance(habits.turnBack)) return { plan: 'turn-back', lingerMs: 0 };
  if (random.chance(habits.linger)) return { plan: 'linger', lingerMs: random.int(1000, 3000) };
  return { plan: 'through', lingerMs: 0 };
}
