import type { Sensors } from '../config/index.ts';
import type { Direction } from '../schedule/lookup.ts';
import { NEW_PAIR, type PairState, stepPair } from './pair.ts';

/** Contacts of a lane that see bodies. */
export type SensorRole = 'outer' | 'inner' | 'in' | 'out' | 'contact';

/** What the sensors say about a body. */
export interface Signal {
  readonly kind: 'begin' | 'complete' | 'turnback' | 'unclear';
  readonly direction: Direction | undefined;
  readonly at: number;
  /** Perhaps more than one body. */
  readonly crowded?: boolean;
  /** Perhaps one body that turned back, and another that came the other way. */
  readonly crossed?: boolean;
  /** Of a crossed one: for a moment nobody was at either beam, as when the first turns back before the other comes. */
  readonly gapped?: boolean;
  /** It was at the far beam sooner than one body is. */
  readonly hasty?: boolean;
  /** One report told that neither beam saw it any more: nothing tells to which side it left. */
  readonly sudden?: boolean;
  /** It was at both beams when it was first seen: nothing tells from which side it came. */
  readonly atBoth?: boolean;
}

/** A contact has changed, its bounces taken out. */
export interface Change {
  readonly role: SensorRole;
  readonly active: boolean;
  readonly at: number;
  /** One report told it of both beams: nobody saw which was first. */
  readonly atBoth?: boolean;
}

export const NEW_PAIR_STATE: PairState = NEW_PAIR;

/** One change of one contact, made into what it says about a body. Only a pair of beams has a memory. */
export function decodeContact(
  kind: Sensors['kind'],
  pair: PairState,
  change: Change,
): { readonly pair: PairState; readonly signals: readonly Signal[] } {
  const { role, active, at } = change;
  if (kind === 'pair') {
    const step = stepPair(pair, { ...change, role: role === 'inner' ? 'inner' : 'outer' });
    return { pair: step.state, signals: step.signals };
  }
  if (kind === 'door') {
    return { pair, signals: [{ kind: active ? 'begin' : 'complete', direction: undefined, at }] };
  }
  if (!active) return { pair, signals: [] };
  const direction = role === 'in' || role === 'out' ? role : undefined;
  return { pair, signals: [{ kind: 'complete', direction, at }] };
}
