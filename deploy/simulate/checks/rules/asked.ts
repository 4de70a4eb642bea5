import type { PassbackRule } from '@vratar/protocol/lists';
import type { Card } from '../../world/people.ts';
import type { TwoCards } from '../../world/strict-rules.ts';
import type { Ledger } from './ledger.ts';

/** One decision of the gate about one card, in a tap or in an answer to `why`. */
export interface Asked {
  readonly card: Card;
  readonly lane: string;
  readonly direction: 'in' | 'out';
  /** Clock ms. */
  readonly at: number;
  /** `granted`, or the refusal. */
  readonly code: string;
  readonly flags: readonly string[];
  /** The second card. */
  readonly escort: Card | undefined;
  /** Nobody tapped: what would be decided. */
  readonly isProbe: boolean;
}

/** What a school asks for. */
export interface Demands {
  readonly passback: PassbackRule;
  readonly maxInside: number | undefined;
  readonly twoCards: TwoCards | undefined;
  /** The wall clock was stepped: how long ago an earlier run of the gate saw somebody is not known. */
  readonly clockStepped: boolean;
}

/** What is wrong with a decision by one rule; undefined: nothing. */
export type RuleCheck = (asked: Asked, ledger: Ledger, demands: Demands) => string | undefined;

/** Events are dated in whole milliseconds: moments of the gate and of the journal are as near as this. */
export const NEAR_MS = 5;

/** Whether one waits there for an escort: yes, no, or the time is just over. */
export function waitingThere({ lane, direction, at }: Asked, { waiting }: Ledger) {
  const first = waiting.get(`${lane} ${direction}`);
  if (first === undefined || at > first.until + NEAR_MS) return undefined;
  return { person: first.person, isSure: first.isOver === 'no' && at < first.until - NEAR_MS };
}

/** An escort does not pass: where the escort is, and how full it is, does not matter. */
export function isEscorting(asked: Asked, ledger: Ledger): 'yes' | 'perhaps' | 'no' {
  const first = waitingThere(asked, ledger);
  if (first === undefined || first.person === asked.card.person) return 'no';
  return first.isSure ? 'yes' : 'perhaps';
}

/** Grants of the same person in the same direction that are under way, here and on other lanes. */
export function ownUnderWay({ card, lane, direction }: Asked, { underWay }: Ledger) {
  const own = [...underWay.values()].filter(
    (grant) => grant.person === card.person && grant.direction === direction,
  );
  return {
    here: own.some((grant) => grant.lane === lane),
    elsewhere: own.some((grant) => grant.lane !== lane),
  };
}
