import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Moment } from '../ingest/group/coverage.ts';

/** A stretch in which a gateway's evidence is missing (R17); times of the device, to be corrected by R14. */
export interface CoverageGap {
  readonly gateway: string;
  readonly cause: 'silent' | 'restart' | 'missing';
  /** Undefined: since ever. */
  readonly from: Moment | undefined;
  /** Undefined: it still lasts; nothing newer has arrived. */
  readonly until: Moment | undefined;
}

/**
 * Gaps of these gateways that touch `[from, until)` by the device's clock, as they were known at `asOf`: those that
 * have ended, and for each gateway the one that had not, because nothing newer had arrived by then.
 *
 * @param asOf the cloud's clock, milliseconds since 1970; Infinity for everything that is known
 */
export async function coverageOf(
  db: Kysely<Database>,
  gateways: readonly string[],
  from: number,
  until: number,
  asOf = Number.POSITIVE_INFINITY,
): Promise<readonly CoverageGap[]> {
  if (gateways.length === 0) return [];
  const ended = await endedGaps(db, gateways, from, until, asOf);
  const open = await openGaps(db, gateways, until, asOf);
  return [...ended, ...open];
}

async function endedGaps(
  db: Kysely<Database>,
  gateways: readonly string[],
  from: number,
  until: number,
  asOf: number,
): Promise<CoverageGap[]> {
  const rows = await db
    .selectFrom('coverage_gap')
    .selectAll()
    .where('gateway', 'in', gateways)
    .where('until_at', '>', from)
    .where((eb) => eb.or([eb('from_at', 'is', null), eb('from_at', '<', until)]))
    .$if(Number.isFinite(asOf), (query) => query.where('recorded_at', '<=', asOf))
    .orderBy('gateway')
    .orderBy('epoch')
    .orderBy('before_seq')
    .execute();
  return rows.map((row) => ({
    gateway: row.gateway,
    cause: row.cause,
    from: momentOf(row.from_at, row.from_mono, row.from_boot),
    until: { at: row.until_at, mono: row.until_mono, boot: row.until_boot },
  }));
}

/** Behind the last event of the newest epoch nothing is known yet. */
async function openGaps(
  db: Kysely<Database>,
  gateways: readonly string[],
  until: number,
  asOf: number,
): Promise<CoverageGap[]> {
  const marks = Number.isFinite(asOf) ? await lastByThen(db, gateways, asOf) : await lastNow(db, gateways);
  return marks.flatMap(({ gateway, at, mono, boot, missing }) => {
    const last = momentOf(at, mono, boot);
    if (last !== undefined && last.at >= until) return [];
    return [{ gateway, cause: missing ? 'missing' : 'silent', from: last, until: undefined }];
  });
}

interface LastEvent {
  readonly gateway: string;
  readonly at: number | null;
  readonly mono: number | null;
  readonly boot: string | null;
  readonly missing: boolean;
}

async function lastNow(db: Kysely<Database>, gateways: readonly string[]): Promise<readonly LastEvent[]> {
  const { rows } = await sql<LastEvent>`
    select distinct on (gateway) gateway, last_at as at, last_mono as mono, last_boot as boot, missing
    from event_mark where gateway = any(${gateways}) order by gateway, last_at desc nulls last`.execute(db);
  return rows;
}

async function lastByThen(
  db: Kysely<Database>,
  gateways: readonly string[],
  asOf: number,
): Promise<readonly LastEvent[]> {
  const { rows } = await sql<LastEvent>`
    select g.gateway, e.at, (e.line::json->>'mono')::bigint as mono, e.line::json->>'boot' as boot, false as missing
    from unnest(${gateways}::text[]) as g (gateway)
    join lateral (select at, line from event where gateway = g.gateway and received_at <= ${asOf}
      order by received_at desc, seq desc limit 1) e on true`.execute(db);
  return rows;
}

function momentOf(at: number | null, mono: number | null, boot: string | null): Moment | undefined {
  return at === null || mono === null || boot === null ? undefined : { at, mono, boot };
}
