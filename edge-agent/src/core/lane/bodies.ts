import type { Direction } from '../schedule/lookup.ts';
import { claimUnderWay, isLate, isSame, lateClaims } from './phase.ts';
import { ASSUMED, type Transition, UNSEEN } from './transition.ts';
import type { Body, Claim, Grant, LaneEventDraft, LaneInput, OpenGrant } from './types.ts';

type Input<K extends LaneInput['kind']> = Extract<LaneInput, { kind: K }>;

/** A body enters between the sensors, or a door opens. */
export function begins(t: Transition, { direction, at, atBoth }: Input<'begin'>): void {
  const { state } = t;
  t.moved(at);
  const free = t.context.sensors === 'pair' && direction !== undefined && isFree(t, direction);
  const way = direction ?? state.open?.grant.direction;
  state.body = { direction: way, since: at, ...(free && { free }), ...(atBoth === true && { atBoth }) };
  if (t.context.sensors === 'door') doorOpens(t, at);
}

function doorOpens(t: Transition, at: number): void {
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

/** A body leaves the sensors on the far side, or a door closes. */
export function completes(t: Transition, input: Input<'complete'>): void {
  const { state } = t;
  const { at } = input;
  const direction = input.direction ?? state.body?.direction;
  t.moved(at);
  if (isStranger(t) || (input.crossed === true && isContested(t, direction, input.gapped === true))) {
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

/** It may have been there before the lane opened, and nobody saw from which side it came: the grant may be somebody else's. */
function isStranger({ state: { body, open } }: Transition): boolean {
  if (body?.unseen === undefined || open === undefined || open.passed) return false;
  return (body.atBoth === true ? body.unseen : body.since) < open.openedAt;
}

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
 * It began in a free direction, before whatever was granted since: that is somebody else's. A guard sees who is in the
 * lane, and grants that body unless it came behind a tap.
 */
function isTaken(
  { state: { open, committing } }: Transition,
  body: Body | undefined,
  walking: Claim | undefined,
): boolean {
  if (body?.free !== true || (open !== undefined && open.openedAt <= body.since)) return false;
  const since = open?.grant ?? committing;
  if (walking !== undefined) return since === undefined || !isSame(walking.grant, since);
  return since?.by === 'card' && since.direction === body.direction;
}

/** What was granted since stays for the next body; where it may be that of this one after all, or of a second, in doubt. */
function passesBefore(
  t: Transition,
  body: Body,
  walking: Claim | undefined,
  at: number,
  crowded: boolean,
): void {
  const direction = body.direction!;
  if (walking === undefined || crowded) t.blur(direction);
  if (walking !== undefined || isFree(t, direction)) passFreely(t, direction, at);
  else passUncounted(t, body, at);
}

function passes(t: Transition, direction: Direction | undefined, at: number, body: Body | undefined): void {
  const late = lateClaims(t.state, t.context, direction);
  const open = grantFor(t, direction);
  const way = late[0]?.grant.direction ?? direction ?? freeWay(t);
  if (open !== undefined) passesOpen(t, open, late, direction, at);
  else if (late.length > 0 && direction === undefined && freeWay(t) !== undefined) passesEither(t, late, at);
  else if (way !== undefined && (late.length > 0 || isFree(t, way))) passesWay(t, way, direction, at);
  else if (body?.free === true) passUncounted(t, body, at);
  else {
    force(t, direction, reasonOf(t, direction, at), at);
    doubtLate(t, direction, body?.since ?? at);
  }
}

/** One contact tells of a body and not of its way: where anybody may go the other way, it need not be the card's holder. */
const isWayUnknown = (t: Transition, told: Direction | undefined, { by, direction }: Grant): boolean =>
  by === 'card' && told === undefined && isFree(t, opposite(direction));

/** Whoever was granted to enter is taken to be inside, as where nothing sees bodies; of an exit that would hurt: doubt (I8). */
function passesPerhaps(t: Transition, open: OpenGrant, at: number): void {
  const { direction } = open.grant;
  if (direction === 'in') {
    useGrant(t, open, at, ASSUMED);
    return;
  }
  count(t, 'in');
  if (t.state.open === undefined) t.blur(direction);
  else t.expireOpen(at, UNSEEN);
}

/** A body that goes where anybody may; whoever tapped for that way is taken to be the one, as far as it can be told. */
function passesWay(t: Transition, way: Direction, told: Direction | undefined, at: number): void {
  const claim = claimFor(t, way);
  if (claim === undefined || !isWayUnknown(t, told, claim.grant)) passFreely(t, way, at);
  else if (way === 'in') passFreely(t, way, at, ASSUMED);
  else {
    doubtClaim(t, claim, at);
    count(t, 'in');
  }
}

/** A guard saw whom the lane was opened for; a card is believed unless the body may be that of an older tap. */
function passesOpen(
  t: Transition,
  open: OpenGrant,
  late: readonly Claim[],
  told: Direction | undefined,
  at: number,
): void {
  const other = late.find(({ grant }) => !isSame(grant, open.grant));
  if (other !== undefined && open.grant.by === 'card') contest(t, open, other, at);
  else if (isWayUnknown(t, told, open.grant)) passesPerhaps(t, open, at);
  else {
    if (other !== undefined) t.blurClaims(other.grant.direction);
    useGrant(t, open, at);
  }
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

/**
 * One body, and two who may be it: whoever tapped while the way was free, or whoever was granted since. The grant stays,
 * because its holder may be on the way still.
 */
function contest(t: Transition, open: OpenGrant, late: Claim, at: number): void {
  t.startHeld(at, 'unclear');
  t.endHeld(at);
  t.blur(open.grant.direction);
  doubtClaim(t, late, at);
}

/** One body of which nobody can say where it went: whoever tapped for one way, or anybody the other way, which is free. */
function passesEither(t: Transition, [late]: readonly Claim[], at: number): void {
  const way = freeWay(t)!;
  t.blurClaims(way);
  doubtClaim(t, late!, at);
  count(t, way);
}

function doubtClaim(t: Transition, claim: Claim, at: number): void {
  t.state.claims = t.state.claims.filter((other) => other !== claim);
  t.expireUnseen(claim.grant, at);
}

/** It began while anybody might, and is told of by nobody since: a doubt, and no reason for a siren. */
function passUncounted(t: Transition, body: Body, at: number): void {
  t.startHeld(at, 'unclear', body.since);
  t.endHeld(at);
}

function doorCloses(t: Transition, at: number): void {
  t.state.forced = undefined;
  if (t.state.open?.passed !== true) return;
  t.finish(at);
  // Whoever was granted while the door stood open may have gone through it then.
  const { open } = t.state;
  if (open !== undefined) t.state.open = { ...open, blind: true };
}

/** The grant that this body uses; also one that would have opened in a moment. */
function grantFor(t: Transition, direction: Direction | undefined): OpenGrant | undefined {
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

function useGrant(t: Transition, open: OpenGrant, at: number, data?: LaneEventDraft['data']): void {
  if (t.state.open === undefined) t.state.committing = undefined;
  t.passage(open, at, data);
  t.state.tail = { direction: open.grant.direction, until: at + t.context.timing.tailgateMs };
  t.finish(at);
}

function passFreely(t: Transition, direction: Direction, at: number, data?: LaneEventDraft['data']): void {
  const claim = claimFor(t, direction);
  count(t, direction);
  if (claim === undefined) return;
  t.state.claims = t.state.claims.filter((other) => other !== claim);
  t.credit(claim.grant, at, { ...data, free: true });
  t.emit({ kind: 'ended', grant: claim.grant, used: true, at });
}

const claimFor = ({ state }: Transition, way: Direction): Claim | undefined =>
  state.claims.find(({ grant }) => grant.direction === way);

function count({ state }: Transition, way: Direction): void {
  state.freePassed = { ...state.freePassed, [way]: state.freePassed[way] + 1 };
}

function reasonOf(t: Transition, direction: Direction | undefined, at: number): string {
  const { open, tail } = t.state;
  if (open !== undefined) return 'wrong_direction';
  return tail !== undefined && tail.direction === direction && at <= tail.until ? 'tailgate' : 'forced';
}

function force(t: Transition, direction: Direction | undefined, reason: string, at: number): void {
  t.event({ kind: 'passage_forced', at, direction, reason });
  t.blurClaims(direction);
  t.emit({ kind: 'siren', at });
  t.emit({ kind: 'doubt', at });
  t.state.forced = at + t.context.timing.sirenMs;
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
  if (state.held === undefined) t.startHeld(at, 'unclear', state.body?.since ?? at);
  t.endHeld(at);
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

const opposite = (direction: Direction): Direction => (direction === 'in' ? 'out' : 'in');

const isFree = (t: Transition, direction: Direction): boolean => t.context.modes[direction] === 'free';

/** Where sensors do not tell the way: that of whoever tapped first, or one that is free. */
function freeWay(t: Transition): Direction | undefined {
  const tapped = t.state.claims.map(({ grant }) => grant.direction);
  return [...tapped, 'in' as const, 'out' as const].find((direction) => isFree(t, direction));
}
