import type { Direction } from '../schedule/lookup.ts';
import { type Transition, UNSEEN } from './transition.ts';
import type { Claim, LaneEventDraft, OpenGrant } from './types.ts';

/** The grant that this body uses; also one that would have opened in a moment. */
export function grantFor(t: Transition, direction: Direction | undefined): OpenGrant | undefined {
  const { open, committing } = t.state;
  const fits = (way: Direction) => direction === undefined || direction === way;
  if (open !== undefined) return !open.passed && fits(open.grant.direction) ? open : undefined;
  if (committing === undefined || !fits(committing.direction)) return undefined;
  return {
    grant: committing,
    openedAt: 0,
    deadline: Number.POSITIVE_INFINITY,
    passed: false,
    confirmed: false,
    blind: false,
  };
}

/** The body is that of whoever the lane was opened for. */
export function useGrant(t: Transition, open: OpenGrant, at: number, data?: LaneEventDraft['data']): void {
  if (t.state.open === undefined) t.state.committing = undefined;
  if (open.blind && at > open.deadline) doubtSince(t, open);
  t.passage(open, at, data);
  t.state.tail = { direction: open.grant.direction, until: at + t.context.timing.tailgateMs };
  t.finish(at);
}

/**
 * Long after the lane opened a body leaves it, and meanwhile the sensors were not read: its holder may be another, who went
 * in at once. Presence is possible from then on, so that nobody is called late for the body behind (I8).
 */
function doubtSince(t: Transition, { grant: { direction, token, trace }, openedAt }: OpenGrant): void {
  if (token === undefined || direction === 'out') return;
  t.event({ kind: 'denied', at: openedAt, direction, token, reason: UNSEEN, grant: trace });
}

/** The oldest tap for a free way. */
export const claimFor = ({ state }: Transition, way: Direction): Claim | undefined =>
  state.claims.find(({ grant }) => grant.direction === way);

/** A body that needs no grant is that of whoever tapped for its way first, if anybody did. */
export function passFreely(
  t: Transition,
  direction: Direction,
  at: number,
  data?: LaneEventDraft['data'],
): void {
  const claim = claimFor(t, direction);
  count(t, direction);
  if (claim === undefined) return;
  t.state.claims = t.state.claims.filter((other) => other !== claim);
  t.credit(claim.grant, at, { ...data, free: true });
  t.emit({ kind: 'ended', grant: claim.grant, used: true, at });
}

/** Whoever tapped may be a body that was seen, or not. */
export function doubtClaim(t: Transition, claim: Claim, at: number): void {
  t.state.claims = t.state.claims.filter((other) => other !== claim);
  t.expireUnseen(claim.grant, at);
}

/** Bodies in free directions are counted. */
export function count({ state }: Transition, way: Direction): void {
  state.freePassed = { ...state.freePassed, [way]: state.freePassed[way] + 1 };
}
