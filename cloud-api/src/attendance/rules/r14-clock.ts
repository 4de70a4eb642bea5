import type { ClockFact, EventFact } from '../fold/facts.ts';

/** No gateway existed before: a clock that says so was never set. */
export const EARLIEST_CLOCK = Date.UTC(2020, 0, 1);

export type ClockBook = ReadonlyMap<string, readonly ClockFact[]>;

export const bootKey = (gateway: string, boot: string): string => `${gateway}\n${boot}`;

const monoOf = (clock: ClockFact): number => ('mono' in clock ? clock.mono : 0);

export function clockBook(clocks: readonly ClockFact[]): ClockBook {
  const book = new Map<string, ClockFact[]>();
  for (const clock of clocks) {
    const key = bootKey(clock.gateway, clock.boot);
    const known = book.get(key);
    if (known === undefined) book.set(key, [clock]);
    else known.push(clock);
  }
  for (const facts of book.values()) facts.sort((a, b) => monoOf(a) - monoOf(b));
  return book;
}

/**
 * R14: the true time of an event. A boot that was synchronised later is rebased over its monotonic clock; a measured
 * offset is added; without either, a clock that was never set gives no time at all, and one that was set back none
 * before that (see `setBackBounds`).
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
    const measured = measuredTime(event, clocks);
    if (measured !== undefined) return measured;
    if (setBackBounds(event, book) !== undefined) return undefined;
  }
  return event.clock === 'unsynced' ? undefined : plausible(event.at);
}

/** Crystals of gateways drift by less than this. */
const DRIFT = 100e-6;

/**
 * The time by the next measurement after the event, or by the last before it. A device that says it is synchronised,
 * and differs by no more than the measurement can tell, is believed: its own time does not move with each new one.
 */
function measuredTime(event: EventFact, clocks: readonly ClockFact[]): number | undefined {
  const { mono } = event;
  if (mono === undefined) return undefined;
  const measurements = clocks.filter((clock) => 'trueAt' in clock);
  const next = measurements.find((clock) => clock.mono >= mono) ?? measurements.at(-1);
  if (next === undefined) return undefined;
  const rebased = next.trueAt + (mono - next.mono);
  if (event.clock === 'unsynced') return rebased;
  const within = next.withinMs + DRIFT * Math.abs(mono - next.mono);
  return Math.abs(event.at - rebased) > within ? rebased : plausible(event.at);
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
 * R14: a clock that was set back, and that nobody measured in its boot, was either ahead until then or is behind since.
 * It is believed since; what was journaled before lies between the time that it told and the time that it would have
 * told, had it been set before.
 * @returns undefined where the event has its time, or none at all
 */
export function setBackBounds(event: EventFact, book: ClockBook): Bounds | undefined {
  if (book.size === 0 || event.mono === undefined || event.clock === 'unsynced') return undefined;
  const clocks = book.get(bootKey(event.gateway, event.boot));
  if (clocks === undefined || clocks.some((clock) => !('setBackMs' in clock))) return undefined;
  let ahead = 0;
  for (const clock of clocks) {
    if ('setBackMs' in clock && event.mono <= clock.mono) ahead += clock.setBackMs;
  }
  return ahead === 0 ? undefined : { from: event.at - ahead, until: event.at };
}
