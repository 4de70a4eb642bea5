import { type Finding, pass, refuse, skip } from './steps.ts';
import { type DecisionInput, holderOf } from './types.ts';

export function lane({ lane: { lockdown, mode, inService } }: DecisionInput): Finding {
  if (lockdown) return refuse('lockdown', 'lockdown');
  if (!inService) return refuse('lane_out_of_service', 'out of service');
  return mode === 'blocked' ? refuse('lane_blocked', 'direction is blocked') : pass(mode);
}

export function ready({ lane: state }: DecisionInput): Finding {
  return state.ready
    ? pass('can take a grant')
    : refuse('lane_busy', 'another grant or passage is under way');
}

/**
 * Two cards: the first belongs to the one who passes, the second to an escort. A first card that is an escort's own
 * needs no second, unless its kind is named.
 */
export function secondCard({ second, entry }: DecisionInput): Finding {
  if (second === undefined) return skip('one card is enough');
  const escort = entry!.escort === true;
  if (second.first !== undefined && second.first.holder !== holderOf(entry!)) {
    return escort ? pass('escort of the first card') : refuse('second_card_refused', 'not an escort');
  }
  const needed = second.kinds === undefined ? !escort : second.kinds.includes(entry!.kind);
  return needed ? refuse('second_card_needed', 'waits for an escort') : pass('needs no escort');
}
