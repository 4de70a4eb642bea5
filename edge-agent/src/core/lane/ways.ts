import type { Direction } from '../schedule/lookup.ts';
import type { Transition } from './transition.ts';

export const opposite = (direction: Direction): Direction => (direction === 'in' ? 'out' : 'in');

/** Anybody may go that way now. */
export const isFree = (t: Transition, direction: Direction): boolean => t.context.modes[direction] === 'free';

/** Where sensors do not tell the way: that of whoever tapped first, or one that is free. */
export function freeWay(t: Transition): Direction | undefined {
  const tapped = t.state.claims.map(({ grant }) => grant.direction);
  return [...tapped, 'in' as const, 'out' as const].find((direction) => isFree(t, direction));
}
