import { claimUnderWay, lapse } from './phase.ts';
import type { Transition } from './transition.ts';
import type { LaneInput } from './types.ts';

type Tick = Extract<LaneInput, { kind: 'tick' }>;

/** Whatever is due at `at`. */
export function runTimers(t: Transition, { at }: Tick): void {
  endCommitWait(t, at);
  endGrant(t, at);
  endQueue(t, at);
  endClaims(t, at);
  noticeHeld(t, at);
  if (t.state.forced !== undefined && at >= t.state.forced) t.state.forced = undefined;
}

/** The journal is slow: the lane opens all the same. */
function endCommitWait(t: Transition, at: number): void {
  const { committing } = t.state;
  if (committing === undefined || at < committing.waitUntil) return;
  t.state.committing = undefined;
  t.open(committing, at, true);
}

function endGrant(t: Transition, at: number): void {
  const { open, body } = t.state;
  if (open === undefined) return;
  if (at < lapse(open.deadline, t.context, open.passed)) return;
  if (body !== undefined) return;
  if (!open.passed) countIdle(t, open.confirmed, at);
  t.expireOpen(at);
}

/** The output was released and nothing moved, again and again: the arm does not drop, or the wiring is broken. */
function countIdle(t: Transition, confirmed: boolean, at: number): void {
  const { timing, sensors } = t.context;
  if (!confirmed || sensors === 'none') return;
  t.state.idleGrants += 1;
  if (t.state.idleGrants === timing.idleGrants) {
    t.emit({ kind: 'alarm', code: 'lane_no_movement', on: true, at });
  }
}

function endQueue(t: Transition, at: number): void {
  const { next } = t.state;
  if (next === undefined || at < next.deadline) return;
  t.state.next = undefined;
  t.expire(next.grant, at, 'lane_busy');
}

function endClaims(t: Transition, at: number): void {
  const walking = claimUnderWay(t.state);
  const over = t.state.claims.filter((claim) => at >= claim.deadline && claim !== walking);
  if (over.length === 0) return;
  t.state.claims = t.state.claims.filter((claim) => !over.includes(claim));
  for (const { grant } of over) t.expire(grant, at);
}

function noticeHeld(t: Transition, at: number): void {
  const { body, held, forced } = t.state;
  if (body === undefined || held !== undefined || forced !== undefined) return;
  if (at < body.since + t.context.timing.heldMs) return;
  t.startHeld(at, t.context.sensors === 'door' ? 'door_open' : 'slow_passage', body.since);
}
