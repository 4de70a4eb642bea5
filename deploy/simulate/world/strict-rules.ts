import type { CredentialKind, PassbackRule, SitePolicy } from '@vratar/protocol/lists';
import type { Direction } from '../../../firmware-sim/src/lane/index.ts';
import { Random } from '../../../firmware-sim/src/random/index.ts';

/** A lane that asks for a second card. */
export interface TwoCards {
  readonly lane: string;
  readonly directions: readonly Direction[];
  readonly ms: number;
  /** First cards of these kinds need the second; undefined: all but escorts' own. */
  readonly kinds: readonly CredentialKind[] | undefined;
}

/** What a school may ask for beyond the usual, and people who try its patience. */
export interface StrictRules {
  readonly passback: PassbackRule;
  readonly maxInside: number | undefined;
  readonly twoCards: TwoCards | undefined;
  /** For how many entries the card of each visitor is good. */
  readonly visits: readonly number[];
  /** Members of staff, whose cards may be the second. */
  readonly staff: number;
  /** How often, 0 to 1, somebody first tries another one's card. */
  readonly borrowed: number;
  /** How many, 0 to 1, go in and out all morning. */
  readonly restless: number;
  /** When places are forgotten by order, and whose. Ms of the morning. */
  readonly forget: { readonly at: number; readonly whose: 'all' | 'first' } | undefined;
}

const OFTEN = 1 / 6;

/** Some schools have strict rules. */
export function planRules(seed: number, lanes: number, lengthMs: number): StrictRules | undefined {
  const random = new Random(seed);
  return random.chance(OFTEN) ? drawRules(random, lanes, lengthMs) : undefined;
}

/** Rules of a strict school. */
export function drawRules(random: Random, lanes: number, lengthMs: number): StrictRules {
  return {
    passback: random.pick<PassbackRule>([
      { mode: 'hard' },
      { mode: 'hard' },
      { mode: 'timed', ms: random.pick([4_000, 10_000, 30_000]) },
      { mode: 'soft' },
    ]),
    maxInside: random.chance(0.5) ? random.int(1, 6 * lanes) : undefined,
    twoCards: random.chance(lanes > 1 ? 0.6 : 0.35) ? drawTwoCards(random, lanes) : undefined,
    visits: Array.from({ length: random.int(1, 4) }, () => random.int(1, 3)),
    staff: random.int(1, 3),
    borrowed: random.pick([0, 0.1, 0.3]),
    restless: random.pick([0.2, 0.6]),
    forget: random.chance(0.2)
      ? { at: random.int(10_000, lengthMs - 10_000), whose: random.pick(['all', 'first'] as const) }
      : undefined,
  };
}

function drawTwoCards(random: Random, lanes: number): TwoCards {
  return {
    lane: `lane${random.int(0, lanes - 1)}`,
    directions: random.pick<readonly Direction[]>([['in'], ['in', 'out']]),
    ms: random.pick([1_000, 4_000, 15_000]),
    kinds: random.pick([undefined, undefined, ['visitor'] as const, ['pupil', 'staff'] as const]),
  };
}

/** The same as the cloud signs it. */
export function policyOf(rules: StrictRules | undefined, zone: string): Partial<SitePolicy> {
  if (rules === undefined) return {};
  const { passback, maxInside, twoCards } = rules;
  return {
    passback,
    ...(maxInside !== undefined && { occupancy: [{ zone, max: maxInside }] }),
    ...(twoCards && {
      twoCards: [
        {
          lanes: [twoCards.lane],
          directions: [...twoCards.directions],
          ms: twoCards.ms,
          ...(twoCards.kinds && { kinds: [...twoCards.kinds] }),
        },
      ],
    }),
  };
}
