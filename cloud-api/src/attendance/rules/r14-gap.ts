import { SILENT_MS } from '../../ingest/group/coverage.ts';
import type { EventFact } from '../fold/facts.ts';
import { type Bounds, type ClockBook, correctedTime, EARLIEST_CLOCK, setBackBounds } from './r14-clock.ts';

/** Less between two moments is no step of a clock, but what it drifts and how exactly it is measured. */
const STEP_MS = 2_000;

/** The clocks of one event of a journal. */
export interface JournalMoment {
  readonly at: number;
  readonly mono: number;
  readonly boot: string;
}

/** A stretch between two moments of one journal, as its gateway's clocks tell it. */
export interface ToldGap {
  readonly gateway: string;
  /** Undefined: since ever. */
  readonly from: JournalMoment | undefined;
  /** Undefined: it still lasts. */
  readonly until: JournalMoment | undefined;
  /** When the newer of the two had arrived, by the cloud's clock. */
  readonly receivedAt: number;
}

export interface GapEnds {
  /** Undefined: the clocks do not tell; the last event before it that is dated, and not later than `until`, does. */
  readonly from: number | undefined;
  readonly until: number;
}

/**
 * R14: true times of a gap. A moment without a time, or ahead of its own arrival, is not known: such an end lies no
 * later than its arrival. Where the beginning is not known, or lies behind the end because a clock had run ahead, the
 * gap is as long as the clock that both ends share says. Where that clock was set back and nobody measured it, the
 * minutes that it told twice are in doubt: nobody knows in which of the two anything happened; and a gap before that
 * reaches as far as its ends may lie apart. A silence in which the clock was set back lies behind its beginning or before
 * its end, as the clock was right before or after, so both are in doubt.
 * @param futureMs see `RuleSettings`
 */
export function gapEnds(
  { gateway, from, until, receivedAt }: ToldGap,
  book: ClockBook,
  futureMs: number,
): GapEnds {
  const timesOf = (moment: JournalMoment | undefined): Partial<Bounds> => {
    if (moment === undefined) return {};
    const event = asEvent(gateway, moment);
    const at = correctedTime(event, book);
    const { from, until } = at === undefined ? (setBackBounds(event, book) ?? {}) : { from: at, until: at };
    if (from === undefined || until === undefined || from > receivedAt + futureMs) return {};
    return { from, until: at ?? Math.min(until, receivedAt) };
  };
  const { from: begins, until: told } = timesOf(from);
  const { until: ends } = timesOf(until);
  const length = from && until && lengthOf(from, until);
  const isTold = told !== undefined && ends !== undefined && length !== undefined;
  const silent = length !== undefined && length > SILENT_MS;
  if (isTold && from?.boot === until?.boot && told + length - ends > (silent ? STEP_MS : SILENT_MS))
    return { from: ends - length, until: silent ? told + length : told };
  const end = until === undefined ? Number.POSITIVE_INFINITY : (ends ?? receivedAt);
  if (begins !== undefined && begins <= end) return { from: begins, until: end };
  return { from: length === undefined || ends === undefined ? undefined : ends - length, until: end };
}

/**
 * A clock that was set back is told as a silence. Where the cloud has measured it since, it was none, and everything
 * that was journaled around it has its true time.
 */
export const isSilence = (gap: { readonly from: number; readonly until: number }): boolean =>
  gap.until - gap.from > SILENT_MS;

/** Within a boot the monotonic clock tells; between two, a clock that went on over the stop, as far as anybody can see. */
function lengthOf(from: JournalMoment, until: JournalMoment): number | undefined {
  if (from.boot === until.boot) return until.mono - from.mono;
  const wentOn = from.at <= until.at && from.at < EARLIEST_CLOCK === until.at < EARLIEST_CLOCK;
  return wentOn ? until.at - from.at : undefined;
}

/** A moment of a journal is corrected as an event at that moment would be. */
function asEvent(gateway: string, { at, mono, boot }: JournalMoment): EventFact {
  return {
    gateway,
    epoch: 1,
    seq: 0,
    at,
    boot,
    mono,
    clock: 'synced',
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
