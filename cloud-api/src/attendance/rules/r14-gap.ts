import type { Moment } from '../../ingest/group/coverage.ts';
import type { EventFact } from '../fold/facts.ts';
import { type Bounds, type ClockBook, correctedTime, steppedBounds } from './r14-clock.ts';
import { EARLIEST_CLOCK } from './r14-step.ts';

/** A stretch between two moments of one journal, as its gateway's clocks tell it. */
export interface ToldGap {
  readonly gateway: string;
  /** Undefined: since ever. */
  readonly from: Moment | undefined;
  /** Undefined: it still lasts. */
  readonly until: Moment | undefined;
  /** When the newer of the two had arrived, by the cloud's clock. */
  readonly receivedAt: number;
}

export interface GapEnds {
  /** Undefined: the clocks do not tell; the last event before it that is dated, and not later than `until`, does. */
  readonly from: number | undefined;
  readonly until: number;
  /** When one without a beginning ended at the earliest; undefined where it has not, or nothing tells. */
  readonly earliest?: number | undefined;
  /** The beginning is only as good as a clock nobody can vouch for: no event before it that is dated is later. */
  readonly guessed?: true;
}

/**
 * R14: true times of a gap. A moment without a time, or ahead of its own arrival, is not known: such an end lies no
 * later than its arrival. A moment of a clock that was stepped lies between two times: the gap reaches from the earlier
 * one of its beginning to the later one of its end. Where the beginning is not known, or lies behind the end because a
 * clock had run ahead, the gap is as long as the clock that both ends share says.
 * @param futureMs see `RuleSettings`
 */
export function gapEnds(
  { gateway, from, until, receivedAt }: ToldGap,
  book: ClockBook,
  futureMs: number,
): GapEnds {
  const timesOf = (moment: Moment | undefined): Partial<Bounds> => {
    if (moment === undefined) return {};
    const event = asEvent(gateway, moment);
    const at = correctedTime(event, book);
    const bounds = at === undefined ? steppedBounds(event, book) : { from: at, until: at };
    if (bounds === undefined || bounds.from > receivedAt + futureMs) return {};
    return { from: bounds.from, until: at ?? Math.min(bounds.until, receivedAt) };
  };
  const { from: begins } = timesOf(from);
  const { from: earliest, until: ends } = timesOf(until);
  const end = until === undefined ? Number.POSITIVE_INFINITY : (ends ?? receivedAt);
  if (from === undefined && until !== undefined) return { from: undefined, until: end, earliest };
  if (begins !== undefined && begins <= end) return { from: begins, until: end };
  const length = from && until && lengthOf(from, until);
  if (length === undefined || ends === undefined) return { from: undefined, until: end, earliest };
  return { from: ends - length, until: end, guessed: true };
}

/** Within a boot the monotonic clock tells; between two, a clock that went on over the stop, as far as anybody can see. */
function lengthOf(from: Moment, until: Moment): number | undefined {
  if (from.boot === until.boot) return until.mono - from.mono;
  const wentOn = from.at <= until.at && from.at < EARLIEST_CLOCK === until.at < EARLIEST_CLOCK;
  return wentOn ? until.at - from.at : undefined;
}

/** A moment of a journal is corrected as an event at that moment would be. */
export function asEvent(gateway: string, { at, mono, boot, unset }: Moment): EventFact {
  return {
    gateway,
    epoch: 1,
    seq: 0,
    at,
    boot,
    mono,
    clock: unset === true ? 'unsynced' : 'synced',
    kind: 'alive',
    lane: undefined,
    building: '',
    direction: undefined,
    credential: undefined,
    reason: undefined,
    visitor: false,
    assumed: false,
    receivedAt: undefined,
    durableAt: undefined,
    attributes: undefined,
  };
}
