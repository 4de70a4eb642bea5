import { STEP_MS } from '../../ingest/group/coverage.ts';
import type { ClockFact } from '../fold/facts.ts';
import { bootKey } from '../rules/r14-clock.ts';
import { CLOCK_TOLERANCE_MS, stepFacts } from '../rules/r14-step.ts';
import type { Sql } from './sql.ts';

export interface Boot {
  readonly gateway: string;
  readonly boot: string;
}

/**
 * What is known of the clocks of the boots that are named: measurements, and where they were stepped (R14). A boot that
 * was measured has its times, however often its clock was stepped: nothing of that is read.
 */
export async function readClocks(sql: Sql, boots: readonly Boot[]): Promise<ClockFact[]> {
  if (boots.length === 0) return [];
  const named = [boots.map(({ gateway }) => gateway), boots.map(({ boot }) => boot)];
  return [...(await readMeasured(sql, named)), ...(await readSteps(sql, named))];
}

/** @param named gateways and boots, side by side */
async function readMeasured(sql: Sql, named: readonly string[][]): Promise<ClockFact[]> {
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
    [...named],
  );
  return rows.map((row) => ({
    gateway: row.gateway,
    boot: row.boot,
    mono: Number(row.mono),
    trueAt: Number(row.cloud_at),
    withinMs: CLOCK_TOLERANCE_MS + Number(row.round_trip_ms) / 2,
  }));
}

async function readSteps(sql: Sql, named: readonly string[][]): Promise<ClockFact[]> {
  const { rows } = await sql.query<StepRow>(
    `select g.gateway, g.from_boot as boot, g.from_at, g.from_mono, g.from_unset,
       g.until_at, g.until_mono, g.until_unset, g.recorded_at
     from unnest($1::text[], $2::text[]) as k(gateway, boot)
     join coverage_gap g on g.gateway = k.gateway and g.from_boot = k.boot and ${STEPPED}
     where not exists (select from clock_measurement m where m.gateway = k.gateway and m.boot = k.boot)
     order by g.gateway, g.from_mono`,
    [...named],
  );
  return rows.flatMap(({ gateway, boot, from_unset, until_unset, ...row }) =>
    stepFacts({
      gateway,
      from: { at: Number(row.from_at), mono: Number(row.from_mono), boot, unset: from_unset },
      until: { at: Number(row.until_at), mono: Number(row.until_mono), boot, unset: until_unset },
      receivedAt: Number(row.recorded_at),
    }),
  );
}

/** Of a row `g` of coverage_gap: the clock of its boot was stepped in it, or set for the first time; see `isStepped`. */
export const STEPPED = `g.from_boot = g.until_boot and (g.from_unset <> g.until_unset
  or abs(g.until_at - g.from_at - (g.until_mono - g.from_mono)) > ${STEP_MS})`;

type StepRow = Record<'gateway' | 'boot', string> &
  Record<'from_unset' | 'until_unset', boolean> &
  Record<'from_at' | 'from_mono' | 'until_at' | 'until_mono' | 'recorded_at', string | number>;

/** Each boot once. */
export function distinctBoots(boots: Iterable<Boot>): Boot[] {
  const distinct = new Map<string, Boot>();
  for (const { gateway, boot } of boots) distinct.set(bootKey(gateway, boot), { gateway, boot });
  return [...distinct.values()];
}
