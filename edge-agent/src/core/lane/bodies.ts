import type { Direction } from '../schedule/lookup.ts';
import { doorCloses, doorOpens } from './doors.ts';
import { isTaken, passes, passesBefore } from './passages.ts';
import { claimUnderWay } from './phase.ts';
import { type Transition, UNSEEN } from './transition.ts';
import type { LaneInput } from './types.ts';
import { count, grantFor } from './uses.ts';
import { isFree } from './ways.ts';

type Input<K extends LaneInput['kind']> = Extract<LaneInput, { kind: K }>;

/** A body enters between the sensors, or a door opens. */
export function begins(t: Transition, input: Input<'begin'>): void {
  const { direction, at, atBoth, unseen, found } = input;
  const { state } = t;
  t.moved(at);
  const free = t.context.sensors === 'pair' && direction !== undefined && isFree(t, direction);
  const way = direction ?? state.open?.grant.direction;
  state.body = {
    direction: way,
    since: at,
    ...(free && { free }),
    ...(atBoth === true && { atBoth }),
    ...(unseen !== undefined && { unseen, blurred: true }),
    ...(found === true && { found }),
  };
  if (t.context.sensors !== 'door') return;
  if (found === true) t.startHeld(at, 'door_open');
  else doorOpens(t, at);
}

/** A body leaves the sensors on the far side, or a door closes. */
export function completes(t: Transition, input: Input<'complete'>): void {
  const { state } = t;
  const { at } = input;
  const direction = input.direction ?? state.body?.direction;
  t.moved(at);
  if (
    isStranger(t, input) ||
    isMeeting(t, input) ||
    (input.crossed === true && isContested(t, direction, input.gapped === true))
  ) {
    unclear(t, { kind: 'unclear', direction, at });
    return;
  }
  t.endHeld(at);
  const { body } = state;
  const walking = claimUnderWay(state);
  state.body = undefined;
  if (input.crowded === true) doubtNext(t, direction, at);
  if (t.context.sensors === 'door') doorCloses(t, at);
  else if (isTaken(t, body, walking)) passesBefore(t, body!, walking, at, input.crowded === true);
  else passes(t, direction, at, body);
}

/**
 * It may have been there before the lane opened. Or nobody saw in which order it met the beams, nor in which it left them, or
 * that another came behind it and not towards it: it may have gone against the grant.
 */
function isStranger({ state: { body, open } }: Transition, { sudden, crossed }: Input<'complete'>): boolean {
  if (body === undefined || open === undefined || open.passed) return false;
  if (body.atBoth === true && (sudden === true || crossed === true)) return true;
  if (body.unseen === undefined && !(crossed === true && body.blurred === true)) return false;
  const since = body.atBoth === true ? body.unseen : undefined;
  return (since ?? body.since) < open.openedAt;
}

/** Met at one beam after a while without sight, and at the other too soon after: one was leaving there, another came here. */
const isMeeting = ({ state: { body } }: Transition, { hasty }: Input<'complete'>): boolean =>
  hasty === true && body?.unseen !== undefined;

/** Perhaps one turned back and another came the other way: whoever is awaited here need not be the one who passed. */
function isContested(t: Transition, direction: Direction | undefined, gapped: boolean): boolean {
  if (isAwaitedBeyond(t, direction)) return true;
  return gapped && (grantFor(t, direction) !== undefined || claimUnderWay(t.state) !== undefined);
}

/** It goes where anybody may, and somebody is granted the other way: perhaps it turned back, and that one has passed. */
function isAwaitedBeyond(t: Transition, direction: Direction | undefined): boolean {
  const { open } = t.state;
  if (direction === undefined || !isFree(t, direction)) return false;
  return open !== undefined && !open.passed && open.grant.direction !== direction;
}

/** Whoever was granted behind this body may have gone with it: the lane does not open, and nobody calls it absence. */
function doubtNext(t: Transition, direction: Direction | undefined, at: number): void {
  const { next } = t.state;
  if (next === undefined || next.grant.direction !== direction) return;
  t.state.next = undefined;
  t.expireUnseen(next.grant, at);
}

/**
 * A body went back where it came from: its grant stays until the window ends, unless somebody waits behind. One that was
 * not seen all the way, and had no grant to end in doubt, is a doubt itself: on a slow line its second beam may be missed.
 */
export function turnsBack(t: Transition, { direction, at }: Input<'turnback'>): void {
  const { state } = t;
  if (state.body?.blurred === true && state.open === undefined) {
    unclear(t, { kind: 'unclear', direction, at });
    return;
  }
  t.endHeld(at);
  state.body = undefined;
  const { open } = state;
  if (open === undefined) return;
  if (state.next !== undefined || at >= open.deadline) t.expireOpen(at, 'turned_back');
}

/** Somebody was there, and went somewhere: doubt, and no passage. */
export function unclear(t: Transition, { at }: Input<'unclear'>): void {
  const { state } = t;
  t.doubtBody(state.body?.since ?? at, at);
  t.blurClaims(state.body?.direction);
  state.body = undefined;
  t.expireOpen(at, UNSEEN);
}

/** Under evacuation bodies are only counted. */
export function countFree(t: Transition, { direction }: Input<'complete'>): void {
  count(t, direction ?? t.state.body?.direction ?? 'out');
  t.state.body = undefined;
}

export function noteBody(t: Transition, { direction, at }: Input<'begin'>): void {
  t.state.body = { direction, since: at };
}

export function forgetBody(t: Transition): void {
  t.state.body = undefined;
}
