import type { InspectedEvent, Mark } from '@vratar/protocol/delivery';

/** A gateway journals `alive` each minute: a longer distance between two events is silence. */
export const SILENT_MS = 150_000;

/** Wall and monotonic time that part by more between two events of a boot were parted by a step, not by steering. */
export const STEP_MS = 500;

/** The clocks of one event. */
export interface Moment {
  readonly at: number;
  readonly mono: number;
  readonly boot: string;
  /** The device itself said that its clock was never set in this boot. */
  readonly unset?: boolean;
}

/** A watermark with the last event below it that could be read. */
export interface MarkState extends Mark {
  readonly last: Moment | undefined;
  /** Between that event and the watermark something is lost or quarantined. */
  readonly missing: boolean;
}

/**
 * A stretch in which evidence is missing (R17), between two events of one journal; or (`step`) none, but the clock was
 * set in it, either way, which decides what its boot's times are worth (R14). `first`: a gateway's journal begins, and
 * who had passed there that day nobody knows.
 */
export interface Gap {
  readonly cause: 'first' | 'silent' | 'restart' | 'missing' | 'step';
  /** Undefined: since ever. */
  readonly from: Moment | undefined;
  readonly until: Moment;
  readonly beforeSeq: number;
}

export interface Covered {
  readonly last: Moment | undefined;
  readonly missing: boolean;
  readonly gaps: readonly Gap[];
}

/** Follows a journal over its next events, in order, and finds the gaps between them. */
export function follow(
  before: Pick<MarkState, 'last' | 'missing'>,
  events: readonly InspectedEvent[],
): Covered {
  const gaps: Gap[] = [];
  let { last, missing } = before;
  for (const { event } of events) {
    const until = momentOf(event);
    const cause = causeBetween(last, until, missing);
    const told = cause === undefined || cause === 'step' ? toldGap(event, until) : undefined;
    if (told !== undefined) gaps.push(withStep(told, last));
    else if (cause !== undefined) gaps.push({ cause, from: last, until, beforeSeq: event.seq });
    last = until;
    missing = false;
  }
  return { last, missing, gaps };
}

function causeBetween(from: Moment | undefined, until: Moment, missing: boolean): Gap['cause'] | undefined {
  if (missing) return 'missing';
  if (from === undefined) return 'first';
  if (from.boot !== until.boot) return 'restart';
  if (until.mono - from.mono > SILENT_MS) return 'silent';
  return isStepped(from, until) ? 'step' : undefined;
}

const momentOf = ({ at, mono, boot, clock }: InspectedEvent['event']): Moment =>
  clock === 'unsynced' ? { at, mono, boot, unset: true } : { at, mono, boot };

/** How far a boot's clock was stepped between two of its moments, forward or back. */
const steppedBy = (from: Moment, until: Moment): number =>
  Math.abs(until.at - from.at - (until.mono - from.mono));

/** Whether a boot's clock was stepped, forward or back, or set for the first time between two of its moments. */
export function isStepped(from: Moment, until: Moment): boolean {
  if (from.boot !== until.boot) return false;
  return steppedBy(from, until) > STEP_MS || (from.unset === true) !== (until.unset === true);
}

/**
 * A gateway whose disk and memory were both full says what it could not keep (I5): events with their own sequence
 * numbers follow, so that nothing else shows the hole.
 */
function toldGap({ kind, data, seq }: InspectedEvent['event'], until: Moment): Gap | undefined {
  if (kind !== 'gap') return undefined;
  const { from: at, fromMono: mono } = data ?? {};
  if (typeof at !== 'number' || typeof mono !== 'number') return undefined;
  return { cause: 'missing', from: { ...until, at, mono }, until, beforeSeq: seq };
}

/** One row tells of the hole and of a step: where the hole itself shows less of that, it begins at the event before. */
function withStep(told: Gap, last: Moment | undefined): Gap {
  if (last === undefined || told.from === undefined || !isStepped(last, told.until)) return told;
  const wasSet = (last.unset === true) !== (told.until.unset === true);
  const isWider = wasSet || steppedBy(last, told.until) > steppedBy(told.from, told.until);
  return isWider ? { ...told, from: last } : told;
}

/**
 * A restored disk continues from its last event in common; what the other epochs of the gateway recorded later was
 * still evidence: the gap begins where the last of them ends, unless it tells of a step. A journal that begins anew
 * follows the last of them.
 * @param others from the oldest epoch to the newest
 */
export function narrow(gap: Gap, others: readonly MarkState[]): Gap {
  let { from } = gap;
  if (gap.cause === 'first') {
    from = others.findLast(({ last }) => last !== undefined)?.last;
    return from === undefined ? gap : { ...gap, cause: 'restart', from };
  }
  if (from !== undefined && isStepped(from, gap.until)) return gap;
  for (const { last } of others) {
    if (from !== undefined && last !== undefined && last.at > from.at && last.at < gap.until.at) from = last;
  }
  return { ...gap, from };
}
