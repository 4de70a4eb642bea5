import type { Direction } from '../schedule/lookup.ts';
import { passesForced } from './forced.ts';
import { isSame, lateClaims } from './phase.ts';
import { ASSUMED, type Transition, UNSEEN } from './transition.ts';
import type { Body, Claim, Grant, OpenGrant } from './types.ts';
import { claimFor, count, doubtClaim, grantFor, passFreely, useGrant } from './uses.ts';
import { freeWay, isFree, opposite } from './ways.ts';

/** Whose passage a body is that has left the sensors on the far side. */
export function passes(
  t: Transition,
  direction: Direction | undefined,
  at: number,
  body: Body | undefined,
): void {
  const late = lateClaims(t.state, t.context, direction);
  const open = grantFor(t, direction);
  const way = late[0]?.grant.direction ?? direction ?? freeWay(t);
  if (open !== undefined) passesOpen(t, open, late, direction, at);
  else if (late.length > 0 && direction === undefined && freeWay(t) !== undefined) passesEither(t, late, at);
  else if (way !== undefined && (late.length > 0 || isFree(t, way))) passesWay(t, way, direction, at);
  else if (body?.free === true) passUncounted(t, body, at);
  else passesForced(t, direction, body?.since ?? at, at, body?.found === true);
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

/**
 * One body, and two who may be it: whoever tapped while the way was free, or whoever was granted since. The grant stays,
 * because its holder may be on the way still.
 */
function contest(t: Transition, open: OpenGrant, late: Claim, at: number): void {
  t.doubtBody(at, at);
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

/**
 * It began in a free direction, before whatever was granted since: that is somebody else's. A guard sees who is in the
 * lane, and grants that body unless it came behind a tap.
 */
export function isTaken(
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
export function passesBefore(
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

/** A completed passage that came and went before anybody asked: nobody who was granted explains it, and it may be an entry. */
export function passesUnseen(t: Transition, since: number, at: number): void {
  const way = freeWay(t);
  if (way !== undefined) count(t, way);
  else t.doubtBody(since, at);
}

/** It began while anybody might, and is told of by nobody since: a doubt, and no reason for a siren. */
function passUncounted(t: Transition, body: Body, at: number): void {
  t.doubtBody(body.since, at);
}
