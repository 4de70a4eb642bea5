import {
  type Bounds,
  boundsOf,
  type ClockBook,
  correctedTime,
  type Dated,
  isFromTheFuture,
  steppedBounds,
} from '../rules/r14-clock.ts';
import type { EventFact } from './facts.ts';
import type { DayWindow } from './settings.ts';

export interface DatedEvent {
  readonly event: EventFact;
  /** Corrected time. */
  readonly at: number;
}

export interface BoundedEvent {
  readonly event: EventFact;
  readonly bounds: Bounds;
}

export interface Dating {
  readonly dated: readonly DatedEvent[];
  /** Never synchronised, or of a clock that was stepped and measured by nobody: only bounded. */
  readonly undated: readonly BoundedEvent[];
  /** Still in the future after correction. */
  readonly quarantined: readonly BoundedEvent[];
}

/** R14 over all events of a day: rebase first, then quarantine, then bound what has no time. */
export function dateEvents(
  events: readonly EventFact[],
  book: ClockBook,
  window: DayWindow,
  futureMs: number,
): Dating {
  const dated: DatedEvent[] = [];
  const undated: EventFact[] = [];
  const quarantined: EventFact[] = [];
  for (const event of events) {
    const at = correctedTime(event, book);
    if (at === undefined) undated.push(event);
    else if (isFromTheFuture(event, at, futureMs)) quarantined.push(event);
    else dated.push({ event, at });
  }
  if (undated.length + quarantined.length === 0) return { dated, undated: [], quarantined: [] };
  const journals = journalsOf(dated);
  const bound = (event: EventFact): BoundedEvent[] => {
    const neighbours = journals.get(journalKey(event)) ?? [];
    const told = steppedBounds(event, book);
    const bounds = boundsOf(event, neighbours, window.starts, window.ends, told);
    return bounds === undefined ? [] : [{ event, bounds }];
  };
  return { dated, undated: undated.flatMap(bound), quarantined: quarantined.flatMap(bound) };
}

const journalKey = (event: EventFact): string => `${event.epoch}/${event.gateway}`;

function journalsOf(dated: readonly DatedEvent[]): ReadonlyMap<string, Dated[]> {
  const journals = new Map<string, Dated[]>();
  for (const { event, at } of dated) {
    const key = journalKey(event);
    const journal = journals.get(key);
    if (journal === undefined) journals.set(key, [{ seq: event.seq, at }]);
    else journal.push({ seq: event.seq, at });
  }
  return journals;
}
