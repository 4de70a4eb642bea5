import { passesUnseen } from './passages.ts';
import { claimUnderWay, isLate, lapse, mayFollow } from './phase.ts';
import { ASSUMED, type Transition } from './transition.ts';
import type { Claim, Grant, LaneInput } from './types.ts';

type Input<K extends LaneInput['kind']> = Extract<LaneInput, { kind: K }>;

const MAX_CLAIMS = 4;

/** A grant on a lane that does nothing else. */
export function start(t: Transition, { grant, at }: Input<'grant'>): void {
  if (isClaim(t, grant)) claim(t, grant, at);
  else t.start(grant, at);
}

const isClaim = (t: Transition, grant: Grant): boolean =>
  grant.by === 'card' && t.context.modes[grant.direction] === 'free';

/** In a free direction the tap opens nothing; the next body is taken to be its holder. */
function claim(t: Transition, grant: Grant, at: number): void {
  const deadline = lapse(at + t.context.timing.grantMs, t.context, false);
  if (t.context.sensors === 'none') {
    t.credit(grant, at, { ...ASSUMED, free: true });
    t.emit({ kind: 'ended', grant, used: true, at });
    return;
  }
  const [oldest, ...rest] = t.state.claims;
  if (oldest !== undefined && rest.length >= MAX_CLAIMS - 1) {
    t.state.claims = rest;
    t.expire(oldest.grant, at, 'free_crowd');
  }
  t.state.claims = [...t.state.claims, { grant, deadline }];
}

/** A grant behind another, or behind a body. */
export function queue(t: Transition, { grant, at }: Input<'grant'>): void {
  const { state } = t;
  const lapsed = state.open !== undefined && state.body === undefined && at >= state.open.deadline;
  if (lapsed) t.expireOpen(at);
  const free = state.open === undefined && state.committing === undefined;
  if (isClaim(t, grant)) claim(t, grant, at);
  else if (mayFollow(state, t.context, grant.direction)) t.start(grant, at);
  else if (free && state.held === undefined) t.start(grant, at);
  else state.next = { grant, deadline: at + 2 * t.context.timing.grantMs };
}

/** Nothing can be granted here now; the caller should have known. */
export function reject(t: Transition, { grant, at }: Input<'grant'>): void {
  t.expire(grant, at, t.state.evacuation ? 'evacuation' : 'lane_out_of_service');
}

export function openCommitted(t: Transition, { through, at }: Input<'committed'>): void {
  t.state.durable = Math.max(t.state.durable, through);
  const { committing } = t.state;
  if (committing === undefined || committing.draft > t.state.durable) return;
  t.state.committing = undefined;
  t.open(committing, at, false);
}

export function confirmRelease(t: Transition, { direction }: Input<'released'>): void {
  const { open } = t.state;
  if (open?.grant.direction === direction) t.state.open = { ...open, confirmed: true };
}

/** Whatever is open, or was since then, may have been used unseen. */
export function goBlind(t: Transition, { since, at, missed }: Input<'blind'>): void {
  const { body, open, unused } = t.state;
  const explained =
    open !== undefined || t.state.claims.length > 0 || (unused !== undefined && unused.at >= since);
  if (missed !== undefined && !explained && isLate(t.context)) passesUnseen(t, missed, at);
  if (open !== undefined) t.state.open = { ...open, blind: true };
  t.blurClaims();
  if (body !== undefined) {
    const unseen = body.unseen ?? (body.since >= since ? since : undefined);
    t.state.body = { ...body, blurred: true, ...(unseen !== undefined && { unseen }) };
  }
  if (unused === undefined || unused.at < since) return;
  t.state.unused = undefined;
  t.doubtHolder(unused.grant, at);
}

/** Directions that are blocked now end their grants, except of a body that is, or may be, already on its way. */
export function applyModes(t: Transition, { changed, at }: Input<'modes'>): void {
  const passing = t.state.body === undefined ? undefined : t.state.open?.grant.direction;
  if (isLate(t.context)) t.state.claims = t.state.claims.map((claim) => shortened(t, claim, at));
  const walking = claimUnderWay(t.state);
  const spared = t.state.claims.filter((claim) => claim === walking || isLate(t.context));
  t.dropGrants(
    at,
    'mode_changed',
    (direction) =>
      changed.includes(direction) && t.context.modes[direction] === 'blocked' && direction !== passing,
    spared,
  );
}

/** Nobody begins any more; whoever is on the way is told of within the time that contacts may be late. */
function shortened({ context }: Transition, claim: Claim, at: number): Claim {
  if (context.modes[claim.grant.direction] === 'free') return claim;
  return { ...claim, deadline: Math.min(claim.deadline, at + context.timing.lateMs) };
}
