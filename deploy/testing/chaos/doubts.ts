import type { CoverageGap } from '@vratar/cloud-api/src/fleet/index.ts';
import type { JournalEvent } from '@vratar/protocol/messages';

/** A stretch, or an instant, of which the cloud itself says that somebody may have passed unrecorded (R17). */
export interface Doubt {
  /** Milliseconds of the machine's monotonic clock: the wall clock steps here. */
  readonly from: number;
  readonly until: number;
  readonly cause: string;
}

const ENDS: Readonly<Record<string, string>> = {
  lane_fault: 'lane_ok',
  free_start: 'free_end',
  held_start: 'held_end',
};

/**
 * Every named hole of one gateway with one lane.
 * @param events what the cloud holds of it, ordered by the monotonic clock
 */
export function doubtsOf(events: readonly JournalEvent[], gaps: readonly CoverageGap[]): Doubt[] {
  const named = events.flatMap((event, index) => {
    if (event.kind === 'power_up') return [beforeStart(event)];
    if (event.kind === 'passage_forced' || event.reason === 'passage_unclear')
      return [{ from: event.mono, until: event.mono, cause: event.kind }];
    const end = ENDS[event.kind];
    if (end === undefined) return [];
    const until = events.slice(index).find(({ kind }) => kind === end)?.mono ?? Number.POSITIVE_INFINITY;
    return [{ from: event.mono, until, cause: event.kind }];
  });
  // What still lasts is no hole: everything has been delivered, and nobody has passed since.
  const ended = gaps.flatMap(({ from, until, cause }) =>
    until === undefined ? [] : [{ from: from?.mono ?? Number.NEGATIVE_INFINITY, until: until.mono, cause }],
  );
  return [...named, ...ended];
}

/** The time since the last moment that was durable has no record. */
function beforeStart({ mono, data }: JournalEvent): Doubt {
  const last = data?.last as { readonly mono: number } | undefined;
  return { from: last?.mono ?? Number.NEGATIVE_INFINITY, until: mono, cause: 'power_up' };
}
