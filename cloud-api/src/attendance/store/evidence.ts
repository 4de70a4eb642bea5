import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { coverageOf } from '../../fleet/index.ts';
import type { ClockFact, CoverageGap, EventFact } from '../fold/facts.ts';
import { bootKey, clockBook, correctedTime, coverageGap, EARLIEST_CLOCK } from '../rules/r14-clock.ts';
import { MARGIN_MS } from './margin.ts';
import { type Sql, sqlOver } from './sql.ts';

export interface Boot {
  readonly gateway: string;
  readonly boot: string;
}

/** Below this nobody can tell a wrong clock from a slow network. */
const CLOCK_TOLERANCE_MS = 2_000;

/** Measured clocks of the boots that are named (R14). */
export async function readClocks(sql: Sql, boots: readonly Boot[]): Promise<ClockFact[]> {
  if (boots.length === 0) return [];
  const { rows } = await sql.query<{
    gateway: string;
    boot: string;
    mono: number;
    cloud_at: number;
    round_trip_ms: number;
  }>(
    `select m.gateway, m.boot, m.mono, m.cloud_at, m.round_trip_ms
     from unnest($1::text[], $2::text[]) as k(gateway, boot)
     join clock_measurement m on m.gateway = k.gateway and m.boot = k.boot`,
    [boots.map(({ gateway }) => gateway), boots.map(({ boot }) => boot)],
  );
  return rows.map((row) => ({
    gateway: row.gateway,
    boot: row.boot,
    mono: Number(row.mono),
    trueAt: Number(row.cloud_at),
    withinMs: CLOCK_TOLERANCE_MS + Number(row.round_trip_ms) / 2,
  }));
}

/** Whether any of the gateways had begun its journal before a moment: until then the gates say nothing (R18). */
export async function inService(sql: Sql, gateways: readonly string[], before: number): Promise<boolean> {
  const { rows } = await sql.query(
    `select from event where gateway = any($1::text[]) and seq = 1
     and case when at < $3 then received_at else at end < $2 limit 1`,
    [gateways, before, EARLIEST_CLOCK],
  );
  return rows.length > 0;
}

/**
 * Stretches of `[from, until)` in which gateways left no evidence (R17), with corrected times.
 * @param settled the day is over: silence that still lasts is a gap of it, too. Events that are lost are one at once.
 */
export async function readGaps(
  db: Kysely<Database>,
  gateways: readonly string[],
  from: number,
  until: number,
  settled: boolean,
): Promise<CoverageGap[]> {
  const gaps = await coverageOf(db, gateways, from - MARGIN_MS, until + MARGIN_MS);
  const boots = new Map<string, Boot>();
  for (const { gateway, from: start, until: end } of gaps) {
    for (const moment of [start, end]) {
      if (moment !== undefined) boots.set(bootKey(gateway, moment.boot), { gateway, boot: moment.boot });
    }
  }
  const book = clockBook(await readClocks(sqlOver(db), [...boots.values()]));
  const at = (gateway: string, moment: { at: number; mono: number; boot: string } | undefined) =>
    moment === undefined ? undefined : correctedTime(asEvent(gateway, moment), book);
  return gaps
    .filter((gap) => settled || gap.until !== undefined || gap.cause === 'missing')
    .map((gap) => coverageGap(gap.gateway, at(gap.gateway, gap.from), at(gap.gateway, gap.until)))
    .filter((gap) => gap.from < until && gap.until > from)
    .map((gap) => ({ ...gap, from: Math.max(gap.from, from), until: Math.min(gap.until, until) }));
}

/** A moment of a journal is corrected as an event at that moment would be. */
function asEvent(gateway: string, moment: { at: number; mono: number; boot: string }): EventFact {
  return {
    gateway,
    epoch: 1,
    seq: 0,
    at: moment.at,
    boot: moment.boot,
    mono: moment.mono,
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
