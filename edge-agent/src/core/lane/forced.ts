import type { Direction } from '../schedule/lookup.ts';
import { isLate } from './phase.ts';
import type { Transition } from './transition.ts';

/**
 * A body passed that nobody was granted for; one that was there before anybody looked may have been, by the process before
 * this one: a doubt, and no reason for a siren. @param since it began then
 */
export function passesForced(
  t: Transition,
  direction: Direction | undefined,
  since: number,
  at: number,
  found: boolean,
): void {
  if (found && t.state.open === undefined) {
    t.doubtBody(since, at);
    t.blurClaims(direction);
  } else force(t, direction, reasonOf(t, direction, at), at);
  doubtLate(t, direction, since);
}

/** Told, and heard: the siren sounds. */
export function force(t: Transition, direction: Direction | undefined, reason: string, at: number): void {
  // Ahead of the event, so that the two are written together.
  t.emit({ kind: 'doubt', at });
  t.event({ kind: 'passage_forced', at, direction, reason });
  t.blurClaims(direction);
  t.emit({ kind: 'siren', at });
  t.state.forced = at + t.context.timing.sirenMs;
}

function reasonOf(t: Transition, direction: Direction | undefined, at: number): string {
  const { open, tail } = t.state;
  if (open !== undefined) return 'wrong_direction';
  return tail !== undefined && tail.direction === direction && at <= tail.until ? 'tailgate' : 'forced';
}

/**
 * A beam is read a moment after a body breaks it: whoever was granted until just then may be the one who went. Grants of
 * lanes whose contacts are late wait for them already.
 */
function doubtLate(t: Transition, direction: Direction | undefined, since: number): void {
  const { unused } = t.state;
  if (unused === undefined || isLate(t.context) || since - unused.at > t.context.timing.lateMs) return;
  if (direction !== undefined && direction !== unused.grant.direction) return;
  t.state.unused = undefined;
  t.doubtHolder(unused.grant, since);
}
