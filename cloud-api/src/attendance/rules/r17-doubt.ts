import type { EventFact } from '../fold/facts.ts';
import type { DayWindow } from '../fold/settings.ts';
import { type Span, stretchesOutside } from '../fold/spans.ts';

export type DoubtCause =
  | 'coverage_gap'
  | 'power_up'
  | 'free_mode'
  | 'fire'
  | 'held'
  | 'forced'
  | 'lane_fault'
  | 'quarantined'
  | 'undated'
  | 'guard_release'
  | 'denied'
  | 'stale_grant';

/** R17: a stretch, or one instant where `from` equals `until`, in which a body could pass unrecorded. */
export interface Doubt extends Span {
  readonly cause: DoubtCause;
  readonly gateway: string | undefined;
  /** Somebody left then, at a moment that nobody knows: whoever was outside had come in before (R6). */
  readonly exit?: true;
}

export interface Doubts {
  /** Of the whole school: nobody comes in while the building is closed. */
  readonly everybodys: readonly Doubt[];
  /** What one person did, who may have come before the building opened. */
  readonly own: readonly Doubt[];
}

export interface Possibility {
  readonly spans: readonly Span[];
  /** The doubts that made them possible. */
  readonly causes: readonly Doubt[];
}

const NOTHING: Possibility = { spans: [], causes: [] };

/**
 * R17: for each stretch in which the recorded stays leave the person outside, from opening to close, a doubt that
 * touches it makes presence possible from that moment to the end of the stretch; an exit, from its beginning. The
 * person's own doubts count from midnight.
 * @param inside recorded stays, uncertain ones included; disjoint and ordered
 */
export function possiblePresence(
  { everybodys, own }: Doubts,
  inside: readonly Span[],
  { starts, opens, closes }: DayWindow,
): Possibility {
  if (everybodys.length + own.length === 0) return NOTHING;
  const spans: Span[] = [];
  const causes: Doubt[] = [];
  for (const stretch of stretchesOutside(inside, starts, closes)) {
    const open = { from: Math.max(stretch.from, opens), until: stretch.until };
    const from = Math.min(earliestEntry(everybodys, open, causes), earliestEntry(own, stretch, causes));
    if (from < stretch.until) spans.push({ from, until: stretch.until });
  }
  return { spans, causes };
}

/** Adds the doubts that make one possible to `causes`. */
function earliestEntry(doubts: readonly Doubt[], stretch: Span, causes: Doubt[]): number {
  let earliest = stretch.until;
  for (const doubt of doubts) {
    const from = entryDuring(doubt, stretch);
    if (from === undefined) continue;
    if (!causes.includes(doubt)) causes.push(doubt);
    if (from < earliest) earliest = from;
  }
  return earliest;
}

function entryDuring(doubt: Doubt, stretch: Span): number | undefined {
  const from = Math.max(doubt.from, stretch.from);
  const isInstant = doubt.from === doubt.until;
  const touches = isInstant ? doubt.from >= stretch.from : from < doubt.until;
  if (!touches || from >= stretch.until) return undefined;
  return doubt.exit ? stretch.from : from;
}

/** Kinds that open and close a stretch of doubt on a lane. */
const STRETCHES: Readonly<Record<string, { readonly cause: DoubtCause; readonly opens: boolean }>> = {
  free_start: { cause: 'free_mode', opens: true },
  free_end: { cause: 'free_mode', opens: false },
  held_start: { cause: 'held', opens: true },
  held_end: { cause: 'held', opens: false },
  lane_fault: { cause: 'lane_fault', opens: true },
  lane_ok: { cause: 'lane_fault', opens: false },
};

export const LANE_STRETCH_KINDS: readonly string[] = Object.keys(STRETCHES);
export const isLaneStretch = (kind: string): boolean => Object.hasOwn(STRETCHES, kind);

/** Whether `end` is one of those that close the stretch of `start`, in the journal that both are of. */
export function closes(end: EventFact, start: EventFact): boolean {
  const [opened, closed] = [STRETCHES[start.kind], STRETCHES[end.kind]];
  return (
    opened?.opens === true &&
    closed?.opens === false &&
    closed.cause === opened.cause &&
    end.gateway === start.gateway &&
    end.epoch === start.epoch &&
    end.lane === start.lane &&
    end.seq > start.seq
  );
}

export const opensStretch = (kind: string): boolean => STRETCHES[kind]?.opens === true;

export interface LaneMoment {
  readonly event: EventFact;
  readonly at: number;
}

/**
 * Pairs starts and ends per lane. A stretch that only lets people out is no way in. A start without an end lasts; an
 * end without a start began before anything known.
 * @param moments ordered by R3
 */
export function laneDoubts(moments: readonly LaneMoment[]): Doubt[] {
  const open = new Map<string, LaneMoment>();
  const doubts: Doubt[] = [];
  for (const moment of moments) {
    const { event } = moment;
    const stretch = STRETCHES[event.kind];
    if (stretch === undefined) continue;
    const key = `${stretch.cause}\n${event.gateway}\n${event.lane ?? ''}`;
    const started = open.get(key);
    if (stretch.opens) {
      // One that only let people out says nothing about the next.
      if (started === undefined || started.event.direction === 'out') open.set(key, moment);
      continue;
    }
    open.delete(key);
    if ((started ?? moment).event.direction === 'out') continue;
    const from = started?.at ?? Number.NEGATIVE_INFINITY;
    doubts.push({ from, until: moment.at, cause: stretch.cause, gateway: event.gateway });
  }
  for (const { event, at } of open.values()) {
    if (event.direction === 'out') continue;
    const cause = STRETCHES[event.kind]?.cause ?? 'free_mode';
    doubts.push({ from: at, until: Number.POSITIVE_INFINITY, cause, gateway: event.gateway });
  }
  return doubts;
}

/** A forced lane lets one body through at that moment, unless it was forced outwards. */
export function isForcedEntry(event: EventFact): boolean {
  return event.kind === 'passage_forced' && event.direction !== 'out';
}
