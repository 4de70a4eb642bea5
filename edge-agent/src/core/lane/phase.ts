import type { Direction } from '../schedule/lookup.ts';
import type { Claim, Grant, LaneContext, LaneState, Phase } from './types.ts';

/** The name of what a lane is doing; the strongest condition wins. */
export function phaseOf(state: LaneState): Phase {
  if (state.evacuation) return 'evacuation';
  if (state.service !== 'in') return 'out_of_service';
  if (state.held !== undefined) return 'held';
  if (state.body !== undefined && state.forced === undefined) return 'passing';
  if (state.open !== undefined) return 'granted';
  if (state.committing !== undefined) return 'committing';
  return state.forced === undefined ? 'idle' : 'forced';
}

/**
 * Whether the lane can take one more grant now.
 *
 * A card waits its turn: while another's grant is open nobody could tell who used it. Only behind a body that is already
 * between the sensors may the next child tap. A guard sees who passes, so a guard's grant may queue.
 */
export function isReady(
  state: LaneState,
  context: LaneContext,
  by: Grant['by'],
  direction: Direction,
  at: number,
): boolean {
  if (state.evacuation || state.service !== 'in' || state.held !== undefined) return false;
  if (context.modes[direction] === 'free' && by === 'card') return true;
  if (state.next !== undefined) return false;
  const pending = state.open?.grant ?? state.committing;
  if (pending === undefined) {
    const body = state.forced === undefined ? state.body : undefined;
    return body === undefined || by !== 'card' || (body.direction ?? direction) === direction;
  }
  if (mayFollow(state, context, direction)) return true;
  if (by !== 'card') return true;
  if (state.open !== undefined && state.body === undefined && at >= state.open.deadline) return true;
  return state.open !== undefined && state.body !== undefined && sameWay(state, direction);
}

function sameWay(state: LaneState, direction: Direction): boolean {
  return state.open!.grant.direction === direction && (state.body!.direction ?? direction) === direction;
}

/**
 * A lane without sensors has told its passage as it opened: whoever comes next in the same direction need not wait until
 * the window is over.
 */
export function mayFollow(
  { open, committing }: LaneState,
  { sensors }: LaneContext,
  direction: Direction,
): boolean {
  const told = sensors === 'none' && open?.passed === true && committing === undefined;
  return told && open.grant.direction === direction;
}

/** Monotonic time of the next thing that `tick` has to do; infinite when there is none. */
export function nextTimer(state: LaneState, context: LaneContext): number {
  const { timing, sensors } = context;
  const times: number[] = [];
  if (state.committing !== undefined) times.push(state.committing.waitUntil);
  if (state.open !== undefined && state.body === undefined) {
    times.push(lapse(state.open.deadline, context, state.open.passed));
  }
  if (state.next !== undefined) times.push(state.next.deadline);
  const walking = claimUnderWay(state);
  for (const claim of state.claims) if (claim !== walking) times.push(claim.deadline);
  if (state.body !== undefined && state.held === undefined && state.forced === undefined) {
    times.push(state.body.since + timing.heldMs);
  }
  if (state.forced !== undefined && sensors !== 'door') times.push(state.forced);
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** The tap whose holder is taken to be the body in the lane: like an open grant, it waits for where that body goes. */
export function claimUnderWay({ body, claims }: LaneState): Claim | undefined {
  if (body?.free !== true) return undefined;
  return claims.find(({ grant, deadline }) => grant.direction === body.direction && body.since < deadline);
}

/**
 * Taps from before their direction ceased to be free, on a lane that sees no body begin: whoever is told now may have
 * been on the way then.
 */
export function lateClaims(
  { claims }: LaneState,
  context: LaneContext,
  direction: Direction | undefined,
): readonly Claim[] {
  if (!isLate(context)) return [];
  return claims.filter(
    ({ grant }) =>
      context.modes[grant.direction] !== 'free' && (direction ?? grant.direction) === grant.direction,
  );
}

/** Two grants of one person the same way: one passage uses both. */
export function isSame(a: Grant, b: Grant): boolean {
  if (a.direction !== b.direction) return false;
  const same = (of: 'token' | 'holder') => a[of] !== undefined && a[of] === b[of];
  return same('token') || same('holder');
}

/** When an unused grant is given up: contacts that only report completed passages may be late. */
export function lapse(deadline: number, context: LaneContext, passed: boolean): number {
  return !passed && isLate(context) ? deadline + context.timing.lateMs : deadline;
}

/** Contacts that tell of a body only when it has passed. */
export const isLate = ({ sensors }: LaneContext): boolean =>
  sensors === 'directional' || sensors === 'single';
