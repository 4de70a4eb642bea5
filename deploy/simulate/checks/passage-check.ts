import type { CloudEvent } from '../gateway/cloud.ts';
import type { Crossing } from '../people/truth.ts';
import type { Morning } from '../world/morning.ts';

/** A passage is told at most so long after the body has left: sensors are polled, and for a while polls may fail. */
const TOLD_WITHIN_MS = 2_000;
const TOLD_LATE_MS = 20_000;

/** Which true crossing each passage of the journal stands for. */
export type Matches = ReadonlyMap<CloudEvent, Crossing>;

/** I4: a passage is told only of a body that truly passed; one body is told once. */
export function matchPassages(morning: Morning): Matches {
  const free = morning.truth.crossings.filter(({ outcome }) => outcome === 'passed');
  const matches = new Map<CloudEvent, Crossing>();
  for (const told of morning.cloud.events) {
    const { kind, lane, direction, grant } = told.event;
    // Without a grant it is a guard's own word about somebody who has passed already.
    if ((kind !== 'passage' && kind !== 'guard_attested') || grant === undefined) continue;
    const at = toldAt(morning, told);
    if (at === undefined) continue;
    const index = free.findIndex(
      (crossing) =>
        crossing.lane === lane &&
        crossing.direction === direction &&
        crossing.endedAt <= at + 1 &&
        crossing.endedAt >= at - toldWithin(morning, crossing, at),
    );
    const crossing = free[index];
    if (crossing === undefined) morning.complain(`I4 no body for ${JSON.stringify(told.event)}`);
    else {
      matches.set(told, crossing);
      free.splice(index, 1);
    }
  }
  return matches;
}

/** On a line that is in trouble a report can be lost many times before it comes through. */
function toldWithin(morning: Morning, { lane }: Crossing, at: number): number {
  const device = `${lane}-in`;
  const { line } = morning.sites.configured.devices.find(({ id }) => id === device)!;
  return morning.faults.quietSince(device, line, at - TOLD_LATE_MS) ? TOLD_WITHIN_MS : TOLD_LATE_MS;
}

/** Clock ms at which the gate thought of the event. */
function toldAt(morning: Morning, { seq }: CloudEvent): number | undefined {
  return morning.durable[seq - 1]?.createdAt;
}
