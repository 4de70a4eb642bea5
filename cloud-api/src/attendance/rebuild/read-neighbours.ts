import type { JournalEvent } from '@vratar/protocol/messages';
import type { EventFact } from '../fold/facts.ts';
import {
  bootKey,
  type ClockBook,
  clockBook,
  correctedTime,
  isFromTheFuture,
  steppedBounds,
} from '../rules/r14-clock.ts';
import { distinctBoots, readClocks } from '../store/clocks.ts';
import { eventFact } from '../store/event-fact.ts';
import type { Sql } from '../store/sql.ts';

/** Looking further for a dated neighbour would find one of another day. */
const LOOK = 2_000;

interface Row {
  gateway: string;
  epoch: number;
  seq: string | number;
  received_at: string | number;
  line: string;
}

/**
 * The dated events next to those that have no usable time, whatever their kind: they bound when it happened (R14).
 * A long stretch without any leaves that side open.
 */
export async function readNeighbours(
  sql: Sql,
  events: readonly EventFact[],
  book: ClockBook,
  futureMs: number,
): Promise<EventFact[]> {
  const isDated = (event: EventFact, known: ClockBook): boolean => {
    const at = correctedTime(event, known);
    return at !== undefined && !isFromTheFuture(event, at, futureMs);
  };
  const found: EventFact[] = [];
  const undated = events.filter((each) => !isDated(each, book));
  for (const [comparison, order] of [
    ['<', 'desc'],
    ['>', 'asc'],
  ] as const) {
    for (const event of outermost(undated, comparison, book)) {
      const { rows } = await sql.query<Row>(
        `select gateway, epoch, seq, received_at, line from event
         where gateway = $1 and epoch = $2 and seq ${comparison} $3 order by seq ${order} limit ${LOOK}`,
        [event.gateway, event.epoch, event.seq],
      );
      const neighbours = rows.map(neighbourOf);
      const known = clockBook(await readClocks(sql, distinctBoots(neighbours)));
      const neighbour = neighbours.find((each) => isDated(each, known));
      if (neighbour !== undefined) found.push(neighbour);
    }
  }
  return found;
}

/** Of a boot whose clock was stepped nothing has a time: what lies around all of it lies around each. */
function outermost(undated: readonly EventFact[], side: '<' | '>', book: ClockBook): EventFact[] {
  const alone: EventFact[] = [];
  const ofBoot = new Map<string, EventFact>();
  for (const event of undated) {
    if (steppedBounds(event, book) === undefined) {
      alone.push(event);
      continue;
    }
    const key = `${event.epoch}\n${bootKey(event.gateway, event.boot)}`;
    const known = ofBoot.get(key);
    if (known === undefined || (side === '<' ? event.seq < known.seq : event.seq > known.seq))
      ofBoot.set(key, event);
  }
  return [...alone, ...ofBoot.values()];
}

/** Only its time matters: as `alive` it says nothing else. */
function neighbourOf(row: Row): EventFact {
  const received = {
    gateway: row.gateway,
    epoch: row.epoch,
    seq: Number(row.seq),
    event: JSON.parse(row.line) as JournalEvent,
    receivedAt: Number(row.received_at),
  };
  return { ...eventFact(received, ''), kind: 'alive', credential: undefined };
}
