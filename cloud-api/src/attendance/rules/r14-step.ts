import { isStepped, type Moment } from '../../ingest/group/coverage.ts';
import type { ClockFact } from '../fold/facts.ts';
import { DEFAULT_RULE_SETTINGS } from '../fold/settings.ts';

/** No gateway existed before: a clock that says so was never set. */
export const EARLIEST_CLOCK = Date.UTC(2020, 0, 1);

/** Below this nobody can tell a wrong clock from a slow network. */
export const CLOCK_TOLERANCE_MS = 2_000;

/** Between which true times the monotonic clock of a boot may have begun, ms since 1970. */
export interface Beginnings {
  readonly earliest: number;
  readonly latest: number;
}

/** Two moments of a journal, one after the other, between which a clock may have been set. */
export interface Between {
  readonly gateway: string;
  readonly from: Moment | undefined;
  readonly until: Moment | undefined;
  /** When the newer of the two had arrived, by the cloud's clock. */
  readonly receivedAt: number;
}

/** What two moments tell about the clock of their boot: where it was stepped, what it told before and after. */
export function stepFacts({ gateway, from, until, receivedAt: heardAt }: Between): ClockFact[] {
  if (from === undefined || until === undefined || !isStepped(from, until)) return [];
  return [from, until].map(({ at, mono, boot, unset = false }) => ({
    gateway,
    boot,
    mono,
    toldAt: at,
    heardAt,
    unset,
  }));
}

type Told = Extract<ClockFact, { readonly toldAt: number }>;
const isTold = (clock: ClockFact): clock is ClockFact & Told => 'toldAt' in clock;

/**
 * R14: a clock that was stepped within a boot, forward or back, and that nobody measured, was right either before the
 * step or after it; nobody knows which. It was right at no time at which it had never been set, and at none by which
 * something would have arrived before it happened. What is left bounds, by the monotonic clock, all of the boot.
 * @returns undefined where the clock was not stepped, as far as anybody can tell, or was never right
 */
export function beginningsOf(clocks: readonly ClockFact[]): Beginnings | undefined {
  const told = clocks.filter(isTold);
  let atMost = Number.POSITIVE_INFINITY;
  for (const { mono, heardAt } of told) atMost = Math.min(atMost, heardAt + AHEAD_MS - mono);
  let [earliest, latest, wasWrong] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  for (const { unset, toldAt, mono } of told) {
    const began = toldAt - mono;
    if (unset || toldAt < EARLIEST_CLOCK || began > atMost) {
      wasWrong = true;
      continue;
    }
    earliest = Math.min(earliest, began);
    latest = Math.max(latest, began);
  }
  const beginnings = { earliest, latest };
  return earliest > latest || (!wasWrong && isOne(beginnings)) ? undefined : beginnings;
}

/** As far ahead of its arrival as an event may be before it is quarantined. */
export const AHEAD_MS = DEFAULT_RULE_SETTINGS.futureMs;

/** Whether what is left is one time, as exactly as anybody can tell. */
export const isOne = ({ earliest, latest }: Beginnings): boolean => latest - earliest <= CLOCK_TOLERANCE_MS;
