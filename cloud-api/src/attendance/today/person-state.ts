import { readPerson } from '../fold/person-read.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import type { Span } from '../fold/spans.ts';
import type { EndQuality } from '../fold/student-day.ts';
import type { Trail } from '../fold/trail.ts';
import type { Doubt } from '../rules/r17-doubt.ts';

/** Where a person is at one moment, as far as the gates can say (I8). */
export type PersonState =
  | {
      readonly state: 'inside';
      readonly since: number;
      readonly building: string;
      readonly door: Door | undefined;
    }
  | { readonly state: 'left'; readonly since: number }
  | { readonly state: 'not_come' }
  /** Perhaps inside. `causes` are the doubts; empty for a stay whose beginning or end left no record. */
  | { readonly state: 'unknown'; readonly since: number; readonly causes: readonly Doubt[] };

/** The lane of the last entry: what lies behind it is the zone where the person was last seen. */
export interface Door {
  readonly gateway: string;
  readonly lane: string;
}

/** @param at moment of the question; nothing after it is looked at */
export function stateAt(day: SchoolDay, trail: Trail, at: number): PersonState {
  const until: Trail = {
    ...trail,
    passes: trail.passes.filter((pass) => pass.at <= at),
    doubts: trail.doubts.filter((doubt) => doubt.from <= at),
  };
  const past: SchoolDay = {
    ...day,
    doubts: day.doubts.filter((doubt) => doubt.from <= at),
    fires: day.fires.filter((fire) => fire.from <= at),
  };
  const { intervals, presence } = readPerson(past, until);
  const stay = intervals.find((interval) => interval.start <= at && at < interval.end);
  if (stay !== undefined && !stay.uncertain) {
    return { state: 'inside', since: stay.start, building: stay.building, door: lastDoor(until) };
  }
  const causes = presence.causes.filter((doubt) => doubt.from <= at);
  const possible = holding(presence.possible, at);
  if (possible !== undefined) return { state: 'unknown', since: stay?.start ?? possible.from, causes };
  const last = intervals.at(-1);
  const { closes } = day.window;
  if (at >= closes) {
    // R7 and R17 end with the building's hours. That is nobody's exit: who may have been in then, may be until seen.
    if (last !== undefined && UNSEEN.has(last.endQuality))
      return { state: 'unknown', since: last.start, causes: [] };
    const perhaps =
      last === undefined || last.end < closes ? holding(presence.possible, closes - 1) : undefined;
    if (perhaps !== undefined) return { state: 'unknown', since: perhaps.from, causes };
  }
  return last === undefined ? { state: 'not_come' } : { state: 'left', since: last.end };
}

/** How a stay ends in the books without anybody being seen to leave. */
const UNSEEN: ReadonlySet<EndQuality> = new Set(['auto_closed', 'evacuation']);

const holding = (spans: readonly Span[], at: number): Span | undefined =>
  spans.find((span) => span.from <= at && at < span.until);

function lastDoor(trail: Trail): Door | undefined {
  const entry = trail.passes.findLast((pass) => pass.direction === 'in');
  return entry?.lane === undefined ? undefined : { gateway: entry.gateway, lane: entry.lane };
}
