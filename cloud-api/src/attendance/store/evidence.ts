import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { coverageOf, type CoverageGap as FleetGap } from '../../fleet/index.ts';
import type { CoverageGap } from '../fold/facts.ts';
import { EARLIEST_CLOCK } from '../rules/r14-step.ts';
import { STEPPED } from './clocks.ts';
import { type DatedGap, dateGaps } from './date-gaps.ts';
import { MARGIN_MS } from './margin.ts';
import { type Sql, sqlOver } from './sql.ts';

/**
 * When a journal's first event `e` happened, at the latest: as it was measured, by the latest of the settings of a
 * stepped clock, or as it was told where that can be.
 */
const BEGAN = `least(e.received_at, coalesce(
    (select m.cloud_at - m.mono from clock_measurement m where m.gateway = e.gateway and m.boot = c.boot
      order by m.mono limit 1) + c.mono,
    (select max(greatest(case when g.from_unset then 0 else g.from_at - g.from_mono end,
        case when g.until_unset then 0 else g.until_at - g.until_mono end)) from coverage_gap g
      where g.gateway = e.gateway and g.from_boot = c.boot and ${STEPPED}) + c.mono,
    case when e.at < ${EARLIEST_CLOCK} or c.unset then e.received_at else e.at end))`;

/** Whether any of the gateways had begun its journal before a moment: until then the gates say nothing (R18). */
export async function inService(sql: Sql, gateways: readonly string[], before: number): Promise<boolean> {
  const { rows } = await sql.query(
    `select from event e,
       lateral (select e.line::json->>'boot' as boot, (e.line::json->>'mono')::bigint as mono,
         e.line::json->>'clock' = 'unsynced' as unset) c
     where e.gateway = any($1::text[]) and e.seq = 1 and ${BEGAN} < $2 limit 1`,
    [gateways, before],
  );
  return rows.length > 0;
}

/**
 * Stretches of `[from, until)` in which gateways left no evidence (R17), with corrected times.
 * @param settled the day is over: silence that still lasts is a gap of it, too. Events that are lost are one at once.
 * @param futureMs see `RuleSettings`
 */
export async function readGaps(
  db: Kysely<Database>,
  gateways: readonly string[],
  from: number,
  until: number,
  settled: boolean,
  futureMs: number,
): Promise<CoverageGap[]> {
  const gaps = await coverageOf(db, gateways, from - MARGIN_MS, until + MARGIN_MS);
  const counting = gaps.filter(
    ({ until: end, servedUntil, cause }) =>
      settled || end !== undefined || servedUntil !== undefined || cause === 'missing',
  );
  const dated = await dateGaps(sqlOver(db), counting, () => futureMs, from);
  return dated
    .map((gap) => ({ ...gap, until: gap.of.servedUntil ?? gap.until }))
    .filter((gap) => gap.of.servedUntil === undefined || gap.from < gap.until)
    .filter((gap) => gap.from < until && gap.until > from)
    .filter((gap) => !isBeforeFirst(gap) || (gap.earliest ?? gap.until) < until)
    .map((gap) => ({
      gateway: gap.of.gateway,
      from: Math.max(gap.from, from),
      until: Math.min(gap.until, until),
    }));
}

/**
 * Whether nothing of its gateway is known from before the gap. Then it was not missed on the days before: whatever its
 * door was, nobody relied on it, and only the day on which it was first heard is in doubt (I8).
 */
const isBeforeFirst = ({ of, from, isContradicted }: DatedGap<FleetGap>): boolean =>
  isContradicted || (of.beforeSeq === 1 && of.cause !== 'missing' && from === Number.NEGATIVE_INFINITY);
