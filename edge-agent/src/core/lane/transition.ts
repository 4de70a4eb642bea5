import type { Direction } from '../schedule/lookup.ts';
import { isSame } from './phase.ts';
import type { Claim, Grant, LaneContext, LaneEffect, LaneEventDraft, LaneState, OpenGrant } from './types.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reason of a grant whose use could not be seen, and code of the refusal that says so. */
export const UNSEEN = 'passage_unclear';

/** Nothing could see the passage (R1). */
export const ASSUMED = { assumed: true } as const;

/** One step under construction: the next state and its effects. Lives only inside `stepLane`. */
export class Transition {
  readonly state: Mutable<LaneState>;
  readonly context: LaneContext;
  readonly effects: LaneEffect[] = [];

  constructor(state: LaneState, context: LaneContext) {
    this.state = { ...state };
    this.context = context;
  }

  emit(effect: LaneEffect): void {
    this.effects.push(effect);
  }

  event(event: LaneEventDraft): void {
    this.emit({ kind: 'event', event });
  }

  /** The lane opens for a grant that is durable, or that has waited long enough. */
  open(grant: Grant, at: number, slow: boolean): void {
    const { state, context } = this;
    const { open: before } = state;
    if (before !== undefined) this.emit({ kind: 'ended', grant: before.grant, used: before.passed, at });
    state.forced = undefined;
    state.tail = undefined;
    const deadline = at + context.timing.grantMs;
    state.open = {
      grant,
      openedAt: at,
      deadline,
      passed: false,
      confirmed: false,
      blind: grant.blind === true,
    };
    this.emit({ kind: 'opened', grant, slow, at });
    if (context.sensors === 'none') this.passage(state.open, at, ASSUMED);
  }

  /** A passage is complete: only this moves a person (I4). */
  passage(open: OpenGrant, at: number, data?: Readonly<Record<string, unknown>>): void {
    const { grant } = open;
    const late = at > open.deadline ? { late: true } : undefined;
    this.credit(grant, at, merge(data, late));
    this.state.open = { ...open, passed: true };
  }

  /** Says that the holder of a grant has passed. */
  credit(grant: Grant, at: number, data?: Readonly<Record<string, unknown>>): void {
    this.#supersede(grant, at);
    const kind = grant.by === 'attest' ? 'guard_attested' : 'passage';
    this.emit({ kind: 'event', event: grantEvent(kind, grant, at, { data }), moved: grant });
  }

  /** Older taps of whoever passes: the passage is one. */
  #supersede(by: Grant, at: number): void {
    const { claims, unused } = this.state;
    const over = claims.filter(({ grant }) => isSame(grant, by));
    this.state.claims = claims.filter((claim) => !over.includes(claim));
    for (const { grant } of over) {
      this.event(grantEvent('passage_timeout', grant, at, { reason: undefined }));
      this.emit({ kind: 'ended', grant, used: false, at });
    }
    if (unused !== undefined && isSame(unused.grant, by)) this.state.unused = undefined;
  }

  /** The open grant is over; the one behind it takes its place. */
  finish(at: number): void {
    const { open } = this.state;
    if (open === undefined) return;
    this.state.open = undefined;
    this.emit({ kind: 'ended', grant: open.grant, used: open.passed, at });
    this.startNext(at);
  }

  /** A grant that nobody used, as far as was seen. */
  expire(grant: Grant, at: number, cause?: string): void {
    const reason = grant.blind === true ? UNSEEN : cause;
    this.event(grantEvent('passage_timeout', grant, at, { reason }));
    if (reason === UNSEEN) this.doubtHolder(grant, at);
    else this.state.unused = { grant, at };
    this.emit({ kind: 'ended', grant, used: false, at });
  }

  /** Whoever is granted this way may be a body that was just seen: used by the next one, or a doubt. */
  blur(direction: Direction): void {
    const { open, committing } = this.state;
    if (open?.grant.direction === direction) this.state.open = { ...open, blind: true };
    if (committing?.direction === direction) this.state.committing = { ...committing, blind: true };
  }

  /** Whoever tapped for that way, or any way, may be a body that was seen, or not seen. */
  blurClaims(direction?: Direction): void {
    const blur = ({ grant, deadline }: Claim): Claim => ({ grant: { ...grant, blind: true }, deadline });
    this.state.claims = this.state.claims.map((claim) =>
      (direction ?? claim.grant.direction) === claim.grant.direction ? blur(claim) : claim,
    );
  }

  expireUnseen(grant: Grant, at: number): void {
    this.expire(grant, at, UNSEEN);
  }

  /**
   * The holder may have passed unseen. A refusal with the holder's token is the doubt that concerns nobody else (R17),
   * and asks whoever still stands there to tap again, unless the lane is open for somebody.
   */
  doubtHolder({ direction, token, trace }: Grant, at: number): void {
    if (token === undefined) return;
    this.event({ kind: 'denied', at, direction, token, reason: UNSEEN, grant: trace });
    const { open } = this.state;
    if (open?.blind === true && open.grant.direction === direction) return;
    this.emit({ kind: 'unseen', direction, at });
  }

  /** The open grant ends unused. */
  expireOpen(at: number, reason?: string): void {
    const { open } = this.state;
    if (open === undefined) return;
    this.state.open = undefined;
    if (open.passed) this.emit({ kind: 'ended', grant: open.grant, used: true, at });
    else this.expire(open.grant, at, open.blind ? UNSEEN : reason);
    this.startNext(at);
  }

  startNext(at: number): void {
    const { next } = this.state;
    if (next === undefined || this.state.open !== undefined || this.state.committing !== undefined) return;
    this.state.next = undefined;
    this.start(next.grant, at);
  }

  /** A grant may open when it is durable; its wait has an end. */
  start(grant: Grant, at: number): void {
    if (grant.draft <= this.state.durable) this.open(grant, at, false);
    else if (at >= grant.waitUntil) this.open(grant, at, true);
    else this.state.committing = grant;
  }

  /** Ends everything that is granted here, for one reason. @param spared claims that stay all the same */
  dropGrants(
    at: number,
    reason: string,
    which: (direction: Direction) => boolean = () => true,
    spared: readonly Claim[] = [],
  ): void {
    const { state } = this;
    const dropped: Grant[] = [];
    if (state.next !== undefined && which(state.next.grant.direction)) {
      dropped.push(state.next.grant);
      state.next = undefined;
    }
    if (state.committing !== undefined && which(state.committing.direction)) {
      dropped.push(state.committing);
      state.committing = undefined;
    }
    const claims = state.claims.filter((claim) => which(claim.grant.direction) && !spared.includes(claim));
    for (const { grant } of claims) dropped.push(grant);
    state.claims = state.claims.filter((claim) => !claims.includes(claim));
    if (state.open !== undefined && which(state.open.grant.direction)) this.expireOpen(at, reason);
    for (const grant of dropped) this.expire(grant, at, reason);
    this.startNext(at);
  }

  endHeld(at: number): void {
    if (this.state.held === undefined) return;
    this.state.held = undefined;
    this.event({ kind: 'held_end', at });
  }

  /** @param since what happened from then on is in doubt */
  startHeld(at: number, reason: string, since = at): void {
    if (this.state.held !== undefined) return;
    this.state.held = at;
    this.emit({ kind: 'doubt', at });
    this.event({ kind: 'held_start', at: since, reason });
  }

  /** Who passed from `since` on, and where to, nobody can say: a doubt that is over at once. */
  doubtBody(since: number, at: number): void {
    this.startHeld(at, 'unclear', since);
    this.endHeld(at);
  }

  /** There was movement: the mechanism works. */
  moved(at: number): void {
    if (this.state.idleGrants >= this.context.timing.idleGrants) {
      this.emit({ kind: 'alarm', code: 'lane_no_movement', on: false, at });
    }
    this.state.idleGrants = 0;
  }
}

/** An event about a grant: who it was for, and the tap that it belongs to. */
function grantEvent(
  kind: LaneEventDraft['kind'],
  grant: Grant,
  at: number,
  more: Pick<LaneEventDraft, 'reason' | 'data'>,
): LaneEventDraft {
  const { direction, token, trace } = grant;
  return {
    kind,
    at,
    direction,
    token,
    grant: trace,
    trace,
    reason: more.reason,
    data: merge(grant.data, more.data),
  };
}

function merge(
  a: Readonly<Record<string, unknown>> | undefined,
  b: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> | undefined {
  return a === undefined ? b : b === undefined ? a : { ...a, ...b };
}
