import type { ClockFact, EventFact } from '../fold/facts.ts';

/** No gateway existed before: a clock that says so was never set. */
const EARLIEST_CLOCK = Date.UTC(2020, 0, 1);

export type ClockBook = ReadonlyMap<string, readonly ClockFact[]>;

export const bootKey = (gateway: string, boot: string): string => `${gateway}\n${boot}`;

export function clockBook(clocks: readonly ClockFact[]): ClockBook {
  const book = new Map<string, ClockFact[]>();
  for (const clock of clocks) {
    const key = bootKey(clock.gateway, clock.boot);
    const known = book.get(key);
    if (known === undefined) book.set(key, [clock]);
    else known.push(clock);
  }
  return book;
}

/**
 * R14: the true time of an event. A boot that was synchronised later is rebased over its monotonic clock; a measured
 * offset is added; without either, a clock that was never set gives no time at all.
 * @returns milliseconds since 1970, or undefined when the event can only be bounded by its neighbours
 */
export function correctedTime(event: EventFact, book: ClockBook): number | undefined {
  const clocks = book.size === 0 ? undefined : book.get(bootKey(event.gateway, event.boot));
  if (clocks !== undefined) {
    for (const clock of clocks) {
      if ('syncedAt' in clock && event.mono !== undefined)
        return clock.syncedAt + (event.mono - clock.syncedMono);
    }
    for (const clock of clocks) if ('offsetMs' in clock) return plausible(event.at + clock.offsetMs);
  }
  return event.clock === 'unsynced' ? undefined : plausible(event.at);
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

/** One event of a gateway's journal whose time is known. */
export interface Dated {
  readonly seq: number;
  readonly at: number;
}

/** @param neighbours the dated events of the same gateway and epoch, ordered by seq */
export function boundsOf(
  event: EventFact,
  neighbours: readonly Dated[],
  starts: number,
  ends: number,
): Bounds {
  let from = starts;
  let until = Math.min(ends, event.receivedAt ?? ends);
  for (const neighbour of neighbours) {
    if (neighbour.seq < event.seq) from = Math.max(from, neighbour.at);
    else if (neighbour.seq > event.seq) until = Math.min(until, neighbour.at);
  }
  return { from, until: Math.max(from, until) };
}
