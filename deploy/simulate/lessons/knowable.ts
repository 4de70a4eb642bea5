import { leftTrace } from '../checks/left-trace.ts';
import type { Matches } from '../checks/passage-check.ts';
import type { CloudEvent } from '../gateway/cloud.ts';
import type { Crossing } from '../people/truth.ts';
import type { Morning } from '../world/morning.ts';

/** What the journal says of one pupil's passages, and whose bodies they were. */
export interface Traces {
  /** Passages told under the pupil's token, with the body each stands for. */
  readonly own: readonly {
    readonly told: CloudEvent;
    readonly body: Crossing | undefined;
    readonly at: number;
  }[];
  /** The passage that tells of a body, whoever's token it names. */
  readonly toldOf: (crossing: Crossing) => CloudEvent | undefined;
  /** Whether somebody else's grant may have been open for a body. */
  readonly openToOther: (crossing: Crossing) => boolean;
  /** Whether anything can tell of this pupil's body. */
  readonly left: (crossing: Crossing) => boolean;
  /** Whether a passage without a token used what the guard released for a pupil. */
  readonly isPupilReleased: (told: CloudEvent) => boolean;
}

/** Longest that a grant can be open before a body uses it. */
const GRANT_OPEN_MS = 8_000;

const PASSES: ReadonlySet<string> = new Set(['passage', 'guard_attested']);

export function tracesOf(morning: Morning, matches: Matches, token: string): Traces {
  const byCrossing = new Map([...matches].map(([told, crossing]) => [crossing, told]));
  const own = morning.cloud.events
    .filter(({ event }) => event.token === token && PASSES.has(event.kind))
    .map((told) => ({ told, body: matches.get(told), at: morning.durable[told.seq - 1]!.createdAt }));
  const grants = morning.cloud.events
    .filter(({ event }) => event.kind === 'granted' && event.token !== token)
    .map(({ event, seq }) => ({ event, at: morning.durable[seq - 1]!.createdAt }));
  return {
    own,
    toldOf: (crossing) => byCrossing.get(crossing),
    openToOther: ({ lane, direction, beganAt, endedAt }) =>
      grants.some(
        ({ event, at }) =>
          event.lane === lane &&
          event.direction === direction &&
          at > beganAt - GRANT_OPEN_MS &&
          at < endedAt,
      ),
    left: (crossing) => leftTrace(morning, crossing, token),
    isPupilReleased: (told) =>
      morning.cloud.events.some(
        ({ event }) =>
          event.kind === 'guard_release' && event.reason === 'pupil' && event.trace === told.event.grant,
      ),
  };
}

/**
 * Whether any gate could know that this body went in: not without a tap where nothing sees bodies, not in the shadow of
 * another, not on another's grant, nor on a release for a visitor, and not while its own card went out with somebody else, or was taken to have gone out
 * where nothing sees bodies.
 */
export function isEntryKnowable(entry: Crossing, until: number, token: string, traces: Traces): boolean {
  const told = traces.toldOf(entry);
  if (entry.shared || !traces.left(entry)) return false;
  if (told === undefined ? traces.openToOther(entry) : !isFor(told, token, traces)) return false;
  return !traces.own.some(
    ({ told: { event }, body, at }) =>
      event.direction === 'out' && at >= entry.beganAt && at < until && body?.person !== entry.person,
  );
}

/** A release for a pupil is doubt for each who is outside (R10): it need not name one. */
const isFor = (told: CloudEvent, token: string, traces: Traces): boolean =>
  told.event.token === undefined ? traces.isPupilReleased(told) : told.event.token === token;

/**
 * Whether the gate could know that the pupil was outside: either it has never told of an entry, or the last body that
 * went out was told of under the own token, and no entry was told of since.
 */
export function isAbsenceKnowable(
  person: string,
  exit: Crossing | undefined,
  before: number,
  revokedAt: number,
  traces: Traces,
  isRead: (told: CloudEvent) => boolean,
): boolean {
  // On a card that is not the pupil's any more nobody enters for them; a guard names the person, not the card (R12).
  const until = (kind: string): number => (kind === 'guard_attested' ? before : Math.min(before, revokedAt));
  const entries = traces.own.filter(
    ({ told: { event }, at }) => event.direction === 'in' && at < until(event.kind),
  );
  if (exit === undefined) return entries.length === 0;
  const told = traces.own.find(({ body }) => body === exit);
  if (told === undefined || !isRead(told.told) || exit.shared) return false;
  return !entries.some(
    ({ at, body }) => at >= exit.beganAt || (body !== undefined && body.person !== person),
  );
}
