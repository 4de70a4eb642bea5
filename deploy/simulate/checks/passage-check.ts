import type { CloudEvent } from '../gateway/cloud.ts';
import type { Crossing } from '../people/truth.ts';
import type { Morning } from '../world/morning.ts';

/** A passage is told at most so long after the body has left: sensors are polled, and for a while polls may fail. */
const TOLD_WITHIN_MS = 2_000;
const TOLD_LATE_MS = 20_000;
/** Where nothing sees bodies a passage is assumed as the lane opens: whoever uses it follows within the window. */
const OPENS_MS = 1_000;
const USED_WITHIN_MS = 7_000;

/** Which true crossing each passage of the journal stands for. */
export type Matches = ReadonlyMap<CloudEvent, Crossing>;

/**
 * I4: a passage is told only of a body that truly passed; one body is told once. A lane that sees nobody assumes its
 * passages, and has to say so.
 */
export function matchPassages(morning: Morning): Matches {
  const free = morning.truth.crossings.filter(({ outcome }) => outcome === 'passed');
  const matches = new Map<CloudEvent, Crossing>();
  const { durable } = morning;
  for (const told of morning.cloud.events) {
    const { kind, grant, lane, data } = told.event;
    // Without a grant it is a guard's own word about somebody who has passed already.
    if ((kind !== 'passage' && kind !== 'guard_attested') || grant === undefined) continue;
    // Clock ms at which the gate thought of the event.
    const at = durable[told.seq - 1]?.createdAt;
    if (at === undefined) continue;
    const { sensors } = morning.sites.build(lane!);
    const assumes = sensors === 'door' || sensors === 'none';
    if ((assumes || isEitherWay(morning, told)) !== (data?.assumed === true)) {
      morning.complain(`I4 what ${lane} can see, and what it says: ${JSON.stringify(told.event)}`);
    }
    // Bodies long ago may have been told of by nobody: only what no body of a moment ago explains may be theirs.
    const soon = free.find((crossing) => canBe(morning, told, crossing, at, TOLD_WITHIN_MS));
    const crossing =
      soon ?? free.find((other) => canBe(morning, told, other, at, toldWithin(morning, other, at)));
    if (crossing !== undefined) {
      matches.set(told, crossing);
      free.splice(free.indexOf(crossing), 1);
    } else if (!assumes) morning.complain(`I4 no body for ${JSON.stringify(told.event)}`);
  }
  return matches;
}

/** One contact, and anybody may go the other way: an entry on a card is assumed, an exit is none, and a guard sees who goes. */
function isEitherWay(morning: Morning, { event, seq }: CloudEvent): boolean {
  const { lane, direction, kind, token } = event;
  if (morning.sites.build(lane!).sensors !== 'single' || kind !== 'passage' || token === undefined)
    return false;
  const modes = morning.cloud.events.findLast(
    (told) => told.seq < seq && told.event.lane === lane && told.event.kind === 'mode_changed',
  );
  return modes?.event.data?.[direction === 'in' ? 'out' : 'in'] === 'free';
}

/** Whether this passage can be that crossing, by what the lane is able to see. */
function canBe(
  morning: Morning,
  { event }: CloudEvent,
  crossing: Crossing,
  at: number,
  withinMs: number,
): boolean {
  const { sensors } = morning.sites.build(crossing.lane);
  if (crossing.lane !== event.lane) return false;
  // One contact says that somebody passed, or opened; the direction is that of the grant.
  const tellsWay = sensors !== 'single' && sensors !== 'door';
  if (tellsWay && crossing.direction !== event.direction) return false;
  if (sensors === 'none') return crossing.beganAt >= at - OPENS_MS && crossing.beganAt <= at + USED_WITHIN_MS;
  if (sensors === 'door') return crossing.beganAt <= at && crossing.endedAt >= at - TOLD_WITHIN_MS;
  return crossing.endedAt <= at + 1 && crossing.endedAt >= at - withinMs;
}

/**
 * On a line that is in trouble a report can be lost many times before it comes through; and where others take the beam over
 * from a body, it is told of when the last of them has left it.
 */
function toldWithin(morning: Morning, { lane, endedAt, others }: Crossing, at: number): number {
  const device = `${lane}-in`;
  const { line } = morning.sites.configured.devices.find(({ id }) => id === device)!;
  const quiet = morning.faults.quietSince(device, line, at - TOLD_LATE_MS);
  const left = others.reduce((last, other) => Math.max(last, other.endedAt), endedAt);
  return (quiet ? TOLD_WITHIN_MS : TOLD_LATE_MS) + left - endedAt;
}
