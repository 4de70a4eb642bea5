import type { JournalEvent } from '@vratar/protocol/messages';
import { clockBook, correctedTime, isFromTheFuture } from '../rules/r14-clock.ts';
import { gapEnds, type ToldGap } from '../rules/r14-gap.ts';
import { EARLIEST_CLOCK } from '../rules/r14-step.ts';
import { type Boot, distinctBoots, readClocks, STEPPED } from './clocks.ts';
import { eventFact } from './event-fact.ts';
import type { Sql } from './sql.ts';

/** A gap with its place in the journal. */
export interface PlacedGap extends ToldGap {
  readonly epoch: number;
  /** Sequence number of the first event behind it. */
  readonly beforeSeq: number;
}

/** True times; infinite where nothing bounds them. */
export interface DatedGap<G extends PlacedGap> {
  readonly of: G;
  readonly from: number;
  readonly until: number;
  /** See `GapEnds`. */
  readonly earliest: number | undefined;
  /** Without a beginning, because all that is dated before it, by its place in the journal, seems to be later. */
  readonly isContradicted: boolean;
}

/**
 * R14: gaps with their true times, by the clocks of their boots and, where these do not tell when one began, by the
 * events before it.
 * @param after gaps that end before are left out
 */
export async function dateGaps<G extends PlacedGap>(
  sql: Sql,
  gaps: readonly G[],
  futureMs: (gap: G) => number,
  after = Number.NEGATIVE_INFINITY,
): Promise<DatedGap<G>[]> {
  const book = clockBook(await readClocks(sql, distinctBoots(gaps.flatMap(bootsOf))));
  const isDatedBefore = async (of: G): Promise<boolean> =>
    (await datedBefore(sql, of, Number.POSITIVE_INFINITY, futureMs(of))) !== undefined;
  const dated: DatedGap<G>[] = [];
  for (const of of gaps) {
    const { from = Number.NEGATIVE_INFINITY, until, earliest, guessed } = gapEnds(of, book, futureMs(of));
    if (until <= after) continue;
    const isOpen = guessed === true || from === Number.NEGATIVE_INFINITY;
    const before = isOpen && of.from ? await datedBefore(sql, of, until, futureMs(of)) : undefined;
    const isSinceEver = before === undefined && from === Number.NEGATIVE_INFINITY;
    const isContradicted =
      isSinceEver && of.from !== undefined && of.until !== undefined && (await isDatedBefore(of));
    const isUnbounded = isSinceEver && of.from !== undefined && !isContradicted;
    const begins = isUnbounded ? await registeredBefore(sql, of.gateway, until) : (before ?? from);
    dated.push({ of, from: Math.max(from, begins), until, earliest, isContradicted });
  }
  return dated;
}

/**
 * Nobody passed a gateway before it was registered: a first boot that never had a time leaves no day before that in
 * doubt.
 */
async function registeredBefore(sql: Sql, gateway: string, until: number): Promise<number> {
  const { rows } = await sql.query<{ at: string | number }>(
    `select extract(epoch from created_at) * 1000 as at from gateway
     where id = $1 and created_at < to_timestamp($2::double precision / 1000)`,
    [gateway, Math.min(until, Number.MAX_SAFE_INTEGER)],
  );
  return Number(rows[0]?.at ?? Number.NEGATIVE_INFINITY);
}

const bootsOf = ({ gateway, from, until }: ToldGap): Boot[] =>
  [from, until].flatMap((moment) => (moment === undefined ? [] : [{ gateway, boot: moment.boot }]));

/** Events to look at: the first whose device time is usable, or whose boot was measured, decides nearly always. */
const LOOK = 100;

/** The time of the last event before a gap that is dated, and not later than its end. */
async function datedBefore(
  sql: Sql,
  { gateway, epoch, beforeSeq }: PlacedGap,
  until: number,
  futureMs: number,
): Promise<number | undefined> {
  const latest = Math.min(until, Number.MAX_SAFE_INTEGER);
  const { rows } = await sql.query<{ seq: string | number; received_at: string | number; line: string }>(
    `select e.seq, e.received_at, e.line from event e
     where e.gateway = $1 and e.epoch = $2 and e.seq < $3
     and (e.at between $4 and least($5, e.received_at + $6::bigint) and e.line::json->>'clock' <> 'unsynced'
         and not exists (select from coverage_gap g where g.gateway = e.gateway
           and g.from_boot = e.line::json->>'boot' and ${STEPPED})
       or exists (select from clock_measurement m
         where m.gateway = e.gateway and m.boot = e.line::json->>'boot'))
     order by e.seq desc limit ${LOOK}`,
    [gateway, epoch, beforeSeq, EARLIEST_CLOCK, latest, futureMs],
  );
  const events = rows.map(({ seq, received_at, line }) => {
    const event = JSON.parse(line) as JournalEvent;
    return eventFact({ gateway, epoch, seq: Number(seq), event, receivedAt: Number(received_at) }, '');
  });
  const book = clockBook(await readClocks(sql, distinctBoots(events)));
  for (const event of events) {
    const at = correctedTime(event, book);
    if (at !== undefined && at <= until && !isFromTheFuture(event, at, futureMs)) return at;
  }
  return undefined;
}
