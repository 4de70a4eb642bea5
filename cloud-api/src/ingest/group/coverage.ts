import type { InspectedEvent, Mark } from '@vratar/protocol/delivery';

/** A gateway journals `alive` each minute: a longer distance between two events is silence. */
export const SILENT_MS = 150_000;

/** The clocks of one event. */
export interface Moment {
  readonly at: number;
  readonly mono: number;
  readonly boot: string;
}

/** A watermark with the last event below it that could be read. */
export interface MarkState extends Mark {
  readonly last: Moment | undefined;
  /** Between that event and the watermark something is lost or quarantined. */
  readonly missing: boolean;
}

/** A stretch in which evidence is missing (R17), between two events of one journal. */
export interface Gap {
  readonly cause: 'silent' | 'restart' | 'missing';
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
    const until = { at: event.at, mono: event.mono, boot: event.boot };
    const cause = causeBetween(last, until, missing);
    if (cause !== undefined) gaps.push({ cause, from: last, until, beforeSeq: event.seq });
    else gaps.push(...toldGap(event, until));
    last = until;
    missing = false;
  }
  return { last, missing, gaps };
}

function causeBetween(from: Moment | undefined, until: Moment, missing: boolean): Gap['cause'] | undefined {
  if (missing) return 'missing';
  // Before a journal's first event there was no gateway to be silent.
  if (from === undefined) return undefined;
  if (from.boot !== until.boot) return 'restart';
  const passed = until.mono - from.mono;
  return passed > SILENT_MS || setBackBy(from, until) > SILENT_MS ? 'silent' : undefined;
}

/** By how much a boot's clock was set back between two moments: so much time it told twice. */
export const setBackBy = (from: Moment, until: Moment): number =>
  from.at + (until.mono - from.mono) - until.at;

/**
 * A gateway whose disk and memory were both full says what it could not keep (I5): events with their own sequence
 * numbers follow, so that nothing else shows the hole.
 */
function toldGap({ kind, data, boot, seq }: InspectedEvent['event'], until: Moment): Gap[] {
  if (kind !== 'gap') return [];
  const { from: at, fromMono: mono } = data ?? {};
  if (typeof at !== 'number' || typeof mono !== 'number') return [];
  return [{ cause: 'missing', from: { at, mono, boot }, until, beforeSeq: seq }];
}

/**
 * A restored disk continues from its last event in common; what the other epochs of the gateway recorded later was
 * still evidence: the gap begins where the last of them ends.
 */
export function narrow(gap: Gap, others: readonly MarkState[]): Gap {
  let { from } = gap;
  for (const { last } of others) {
    if (from !== undefined && last !== undefined && last.at > from.at && last.at < gap.until.at) from = last;
  }
  return { ...gap, from };
}
