import type { ClockFact, EventFact } from '../fold/facts.ts';
import { type Beginnings, beginningsOf, CLOCK_TOLERANCE_MS, EARLIEST_CLOCK, isOne } from './r14-step.ts';

/** What is known of the clock of one boot. */
export interface BootClock {
  /** Measurements, by the monotonic clock. */
  readonly measured: readonly ClockFact[];
  /** Of a boot that nobody measured, and whose clock was stepped. */
  readonly began: Beginnings | undefined;
}

export type ClockBook = ReadonlyMap<string, BootClock>;

export const bootKey = (gateway: string, boot: string): string => `${gateway}\n${boot}`;

const monoOf = (clock: ClockFact): number => ('mono' in clock ? clock.mono : 0);

export function clockBook(clocks: readonly ClockFact[]): ClockBook {
  const book = new Map<string, BootClock>();
  for (const [key, facts] of Map.groupBy(clocks, ({ gateway, boot }) => bootKey(gateway, boot))) {
    const measured = facts.filter((clock) => !('toldAt' in clock)).sort((a, b) => monoOf(a) - monoOf(b));
    book.set(key, { measured, began: measured.length === 0 ? beginningsOf(facts) : undefined });
  }
  return book;
}

/**
 * R14: the true time of an event. A boot that was synchronised later is rebased over its monotonic clock; a measured
 * offset is added; without either, a clock that was never set gives no time at all, and one that was stepped none but
 * where one time alone is possible (see `steppedBounds`).
 * @returns milliseconds since 1970, or undefined when the event can only be bounded by its neighbours
 */
export function correctedTime(event: EventFact, book: ClockBook): number | undefined {
  const clock = book.size === 0 ? undefined : book.get(bootKey(event.gateway, event.boot));
  if (clock === undefined) return toldTime(event);
  for (const fact of clock.measured) {
    if ('syncedAt' in fact && event.mono !== undefined) return fact.syncedAt + (event.mono - fact.syncedMono);
  }
  for (const fact of clock.measured) if ('offsetMs' in fact) return plausible(event.at + fact.offsetMs);
  const measured = measuredTime(event, clock.measured);
  if (measured !== undefined) return measured;
  if (clock.began === undefined || event.mono === undefined) return toldTime(event);
  return isOne(clock.began) ? nearer(event, clock.began.latest + event.mono, CLOCK_TOLERANCE_MS) : undefined;
}

const toldTime = ({ clock, at }: EventFact): number | undefined =>
  clock === 'unsynced' ? undefined : plausible(at);

/** Crystals of gateways drift by less than this. */
const DRIFT = 100e-6;

/** The time by the next measurement after the event, or by the last before it. */
function measuredTime(event: EventFact, clocks: readonly ClockFact[]): number | undefined {
  const { mono } = event;
  if (mono === undefined) return undefined;
  const measurements = clocks.filter((clock) => 'trueAt' in clock);
  const next = measurements.find((clock) => clock.mono >= mono) ?? measurements.at(-1);
  if (next === undefined) return undefined;
  const rebased = next.trueAt + (mono - next.mono);
  return nearer(event, rebased, next.withinMs + DRIFT * Math.abs(mono - next.mono));
}

/**
 * A device that says it is synchronised, and differs by no more than anybody can tell, is believed: its own time does
 * not move with each new measurement.
 */
function nearer({ clock, at }: EventFact, rebased: number, within: number): number | undefined {
  return clock === 'unsynced' || Math.abs(at - rebased) > within ? rebased : plausible(at);
}

const plausible = (at: number): number | undefined => (at < EARLIEST_CLOCK ? undefined : at);

/** R14: an event that, after correction, lies this far ahead of its own arrival is quarantined. */
export function isFromTheFuture(event: EventFact, at: number, futureMs: number): boolean {
  return event.receivedAt !== undefined && at > event.receivedAt + futureMs;
}

/** When an event without a time may have happened, by its neighbours in the journal and its arrival. */
export interface Bounds {
  readonly from: number;
  readonly until: number;
}

const EVER: Bounds = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** One event of a gateway's journal whose time is known. */
export interface Dated {
  readonly seq: number;
  readonly at: number;
}

/**
 * @param neighbours the dated events of the same gateway and epoch, in any order
 * @param told what the event's own clock tells about it
 * @returns undefined where it certainly did not happen in `[starts, ends)`
 */
export function boundsOf(
  event: EventFact,
  neighbours: readonly Dated[],
  starts: number,
  ends: number,
  told: Bounds = EVER,
): Bounds | undefined {
  let { from } = told;
  let until = Math.min(told.until, event.receivedAt ?? Number.POSITIVE_INFINITY);
  for (const neighbour of neighbours) {
    if (neighbour.seq < event.seq) from = Math.max(from, neighbour.at);
    else if (neighbour.seq > event.seq) until = Math.min(until, neighbour.at);
  }
  if (from >= ends || until < starts) return undefined;
  const first = Math.max(from, starts);
  return { from: first, until: Math.max(first, Math.min(until, ends)) };
}

/**
 * R14: between which times an event of a stepped clock happened, where more than one is possible.
 * @returns undefined where the event has its time, or none at all
 */
export function steppedBounds(event: EventFact, book: ClockBook): Bounds | undefined {
  if (book.size === 0 || event.mono === undefined) return undefined;
  const began = book.get(bootKey(event.gateway, event.boot))?.began;
  if (began === undefined || isOne(began)) return undefined;
  return { from: began.earliest + event.mono, until: began.latest + event.mono };
}
