import { isEvacuation } from '../rules/r09-fire.ts';
import { isAnonymousPupil, type NamedReleases } from '../rules/r10-guard-release.ts';
import {
  closes,
  type Doubt,
  isForcedEntry,
  isLaneStretch,
  LANE_STRETCH_KINDS,
  laneDoubts,
  opensStretch,
} from '../rules/r17-doubt.ts';
import type { BoundedEvent, DatedEvent, Dating } from './dating.ts';
import type { CoverageGap, EventFact, FireFact } from './facts.ts';

export interface SchoolDoubts {
  /** Fires known as such and free modes for a fire, ordered by start. */
  readonly fires: readonly FireFact[];
  /** Doubts that concern everybody of the school. */
  readonly doubts: readonly Doubt[];
}

/** Kinds of events that concern everybody; all others belong to one person or to nobody. */
export const EVERYBODY_KINDS: readonly string[] = [
  ...LANE_STRETCH_KINDS,
  'passage_forced',
  'guard_release',
  'power_up',
];
const EVERYBODY = new Set(EVERYBODY_KINDS);

export const concernsEverybody = (kind: string): boolean => EVERYBODY.has(kind);

/** R9, R10 and R17 as far as they concern the whole school. */
export function schoolDoubts(
  dating: Dating,
  named: NamedReleases,
  coverageGaps: readonly CoverageGap[],
  fires: readonly FireFact[],
): SchoolDoubts {
  const doubts: Doubt[] = [];
  const laneMoments: DatedEvent[] = [];
  for (const moment of dating.dated) {
    const { event, at } = moment;
    if (!concernsEverybody(event.kind)) continue;
    if (isLaneStretch(event.kind)) laneMoments.push(moment);
    else if (isAnonymousPupil(event)) {
      if (named.has(moment)) continue;
      doubts.push({ from: at, until: at, cause: 'guard_release', gateway: event.gateway });
    } else if (isForcedEntry(event))
      doubts.push({ from: at, until: at, cause: 'forced', gateway: event.gateway });
    else if (event.kind === 'power_up') doubts.push(holeBefore(moment, dating.dated));
  }
  laneMoments.sort(byTime);
  doubts.push(...laneDoubts(laneMoments));
  const allFires = [...fires, ...firesFrom(laneMoments)].sort((a, b) => a.from - b.from || a.until - b.until);
  for (const fire of allFires)
    doubts.push({ from: fire.from, until: fire.until, cause: 'fire', gateway: undefined });
  for (const gap of coverageGaps) {
    doubts.push({ from: gap.from, until: gap.until, cause: 'coverage_gap', gateway: gap.gateway });
  }
  const bounded = [...dating.undated, ...dating.quarantined];
  for (const { event, bounds } of bounded) {
    if (!concernsEverybody(event.kind)) continue;
    const until = opensStretch(event.kind) ? closedBy(event, dating.dated, bounded) : bounds.until;
    doubts.push({ from: bounds.from, until, cause: 'undated', gateway: event.gateway });
  }
  return { fires: allFires, doubts };
}

const byTime = (a: DatedEvent, b: DatedEvent): number =>
  a.at - b.at ||
  (a.event.gateway < b.event.gateway ? -1 : a.event.gateway > b.event.gateway ? 1 : 0) ||
  a.event.epoch - b.event.epoch ||
  a.event.seq - b.event.seq;

/** When at the latest a stretch ended whose beginning has no time: by the next end in its journal. */
function closedBy(start: EventFact, dated: readonly DatedEvent[], bounded: readonly BoundedEvent[]): number {
  let ended: { readonly seq: number; readonly at: number } | undefined;
  const see = (end: EventFact, at: number): void => {
    if (closes(end, start) && (ended === undefined || end.seq < ended.seq)) ended = { seq: end.seq, at };
  };
  for (const { event, at } of dated) see(event, at);
  for (const { event, bounds } of bounded) see(event, bounds.until);
  return ended?.at ?? Number.POSITIVE_INFINITY;
}

/** From the last moment that is known to be durable, or the event before, to the start of the gateway. */
function holeBefore(powerUp: DatedEvent, dated: readonly DatedEvent[]): Doubt {
  const { event, at } = powerUp;
  const durable = durableTime(powerUp);
  // A clock that ran ahead before the stop says nothing: what else is dated does.
  const isTold = durable !== undefined && durable <= at;
  let from = isTold ? durable : Number.NEGATIVE_INFINITY;
  if (!isTold) {
    for (const other of dated) {
      if (other.event.gateway === event.gateway && other.at < at && other.at > from) from = other.at;
    }
  }
  return { from, until: at, cause: 'power_up', gateway: event.gateway };
}

/** The last durable moment is told by the device's clock, and is corrected as the start itself is (R14). */
function durableTime({ event, at }: DatedEvent): number | undefined {
  const { durableAt } = event;
  // A clock that was set back by the stop (no battery) says nothing about the one that was right before it.
  if (durableAt === undefined || durableAt > event.at) return durableAt;
  return durableAt + (at - event.at);
}

function firesFrom(laneMoments: readonly DatedEvent[]): FireFact[] {
  const fires: FireFact[] = [];
  const open = new Map<string, DatedEvent>();
  for (const moment of laneMoments) {
    const { event } = moment;
    const key = `${event.gateway}\n${event.lane ?? ''}`;
    if (isEvacuation(event)) {
      if (!open.has(key)) open.set(key, moment);
    } else if (event.kind === 'free_end') {
      const start = open.get(key);
      open.delete(key);
      if (start !== undefined)
        fires.push({ building: start.event.building, from: start.at, until: moment.at });
    }
  }
  for (const { event, at } of open.values()) {
    fires.push({ building: event.building, from: at, until: Number.POSITIVE_INFINITY });
  }
  return fires;
}
