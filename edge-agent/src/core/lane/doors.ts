import { force } from './forced.ts';
import { ASSUMED, type Transition } from './transition.ts';
import { passFreely } from './uses.ts';
import { freeWay } from './ways.ts';

/** A door tells that it opens: an assumed passage of whoever it was opened for (R1). */
export function doorOpens(t: Transition, at: number): void {
  const { open } = t.state;
  if (open !== undefined && !open.passed) t.passage(open, at, ASSUMED);
  if (open !== undefined) return;
  const way = freeWay(t);
  if (way === undefined) breakOpen(t, at);
  else passFreely(t, way, at, ASSUMED);
}

function breakOpen(t: Transition, at: number): void {
  force(t, undefined, 'forced', at);
  t.state.forced = Number.POSITIVE_INFINITY;
  t.startHeld(at, 'forced');
}

/** Nobody passes any more. */
export function doorCloses(t: Transition, at: number): void {
  t.state.forced = undefined;
  if (t.state.open?.passed !== true) return;
  t.finish(at);
  // Whoever was granted while the door stood open may have gone through it then.
  const { open } = t.state;
  if (open !== undefined) t.state.open = { ...open, blind: true };
}
