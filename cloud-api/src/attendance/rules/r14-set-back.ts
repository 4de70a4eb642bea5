import { type Moment, SILENT_MS, setBackBy } from '../../ingest/group/coverage.ts';
import type { ClockFact } from '../fold/facts.ts';

/** Two moments of a journal, one after the other, between which a clock may have been set back. */
export interface Between {
  readonly gateway: string;
  readonly from: Moment | undefined;
  readonly until: Moment | undefined;
}

/** By how much the clock was set back between two moments of one boot; undefined where it was not, as far as a gap tells. */
export function setBackIn({ from, until }: Between): number | undefined {
  if (from === undefined || until === undefined || from.boot !== until.boot) return undefined;
  const by = setBackBy(from, until);
  return by > SILENT_MS ? by : undefined;
}

/** What a gap tells about the clock of its boot. */
export function setBackFact(gap: Between): ClockFact[] {
  const setBackMs = setBackIn(gap);
  if (setBackMs === undefined || gap.from === undefined) return [];
  return [{ gateway: gap.gateway, boot: gap.from.boot, mono: gap.from.mono, setBackMs }];
}
