import type { ClockFact } from '../fold/facts.ts';
import { bootKey } from '../rules/r14-clock.ts';
import type { Sql } from './sql.ts';

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

/** Each boot once. */
export function distinctBoots(boots: Iterable<Boot>): Boot[] {
  const distinct = new Map<string, Boot>();
  for (const { gateway, boot } of boots) distinct.set(bootKey(gateway, boot), { gateway, boot });
  return [...distinct.values()];
}
