import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { coverageOf } from '../../fleet/index.ts';
import type { CoverageGap } from '../fold/facts.ts';
import { EARLIEST_CLOCK } from '../rules/r14-clock.ts';
import { isSilence } from '../rules/r14-gap.ts';
import { dateGaps } from './date-gaps.ts';
import { MARGIN_MS } from './margin.ts';
import { type Sql, sqlOver } from './sql.ts';

/** Whether any of the gateways had begun its journal before a moment: until then the gates say nothing (R18). */
export async function inService(sql: Sql, gateways: readonly string[], before: number): Promise<boolean> {
  const { rows } = await sql.query(
    `select from event where gateway = any($1::text[]) and seq = 1
     and case when at < $3 then received_at else least(at, received_at) end < $2 limit 1`,
    [gateways, before, EARLIEST_CLOCK],
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
    .filter(
      (gap) =>
        gap.from < until &&
        gap.until > from &&
        (gap.of.cause !== 'silent' || gap.of.servedUntil !== undefined || isSilence(gap)),
    )
    .map((gap) => ({
      gateway: gap.of.gateway,
      from: Math.max(gap.from, from),
      until: Math.min(gap.until, until),
    }));
}
