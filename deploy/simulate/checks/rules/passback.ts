import { type Asked, type Demands, isEscorting, NEAR_MS, ownUnderWay, type RuleCheck } from './asked.ts';
import type { KnownPlace, Ledger } from './ledger.ts';

/** `again`: refused by a hard or timed rule, flagged by a soft one. `doubtful`: flagged by any. */
type Outcome = 'other_side' | 'doubtful' | 'again';

const DEFAULT_TIMED_MS = 300_000;
const REFUSALS = { hard: 'passback', timed: 'passback_wait' } as const;

/** Nobody goes in twice, or out twice, unless something has happened since that nobody saw. */
export const checkPassback: RuleCheck = (asked, ledger, demands) => {
  const { code, flags, card } = asked;
  const { mode } = demands.passback;
  const isRefused = code === 'passback' || code === 'passback_wait';
  if (isRefused && (mode === 'soft' || mode === 'off' || REFUSALS[mode] !== code))
    return `${code} where the rule is ${mode}`;
  const isAsked = mode !== 'off' && !card.passbackExempt && isEscorting(asked, ledger) !== 'yes';
  const isFlagged = flags.includes('passback') || flags.includes('passback_doubtful');
  if (!isAsked) return isRefused || isFlagged ? 'asked of one who is exempt or escorts' : undefined;
  if (!isRefused && code !== 'granted') return undefined;
  if (isEscorting(asked, ledger) === 'perhaps') return undefined;
  const outcome = isRefused || flags.includes('passback') ? 'again' : isFlagged ? 'doubtful' : 'other_side';
  const allowed = outcomes(asked, ledger, demands);
  if (allowed.has(outcome)) return undefined;
  return `${outcome} instead of ${[...allowed].join(' or ')}`;
};

function outcomes(asked: Asked, ledger: Ledger, demands: Demands): ReadonlySet<Outcome> {
  const { here, elsewhere } = ownUnderWay(asked, ledger);
  if (elsewhere) return new Set(['again']);
  const place = ledger.places.get(asked.card.person);
  const all = new Set(
    place === undefined ? (['other_side'] as const) : byPlace(asked, place, ledger, demands),
  );
  // Who taps again at the lane of an open grant is not asked; where the way is free, nothing has been used yet.
  if (here) all.add('again');
  return all;
}

function byPlace(asked: Asked, place: KnownPlace, ledger: Ledger, demands: Demands): Set<Outcome> {
  if (place.side !== asked.direction) return new Set(['other_side']);
  const { mode, ms = DEFAULT_TIMED_MS } = demands.passback;
  const isDateless = place.inherited && demands.clockStepped;
  const again = byWorth(place, ledger, isDateless);
  if (mode !== 'timed') return again;
  if (isDateless) return again.add('other_side');
  const over = asked.at - place.at - ms;
  if (over > NEAR_MS) return new Set(['other_side']);
  return over > -NEAR_MS ? again.add('other_side') : again;
}

function byWorth(place: KnownPlace, { doubts }: Ledger, isDateless: boolean): Set<Outcome> {
  if (place.unsure || isDateless) return new Set(['doubtful', 'again']);
  switch (doubts.worthOf(place.at)) {
    case 'proof':
      return new Set(['again']);
    case 'perhaps':
      return new Set(['doubtful', 'again']);
    case 'none':
      return new Set(['doubtful']);
  }
}
