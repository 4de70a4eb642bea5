import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import { type Moment, STEP_MS } from '../ingest/group/coverage.ts';
import type { CoverageGapTable } from '../ingest/tables.ts';
import { endsOfService } from './ends-of-service.ts';

/** A stretch in which a gateway's evidence is missing (R17); times of the device, to be corrected by R14. */
export interface CoverageGap {
  readonly gateway: string;
  readonly epoch: number;
  readonly cause: Exclude<CoverageGapTable['cause'], 'step'>;
  /** Undefined: since ever. */
  readonly from: Moment | undefined;
  /** Undefined: it still lasts; nothing newer has arrived. */
  readonly until: Moment | undefined;
  /** Where it still lasts and nothing newer will come, by the cloud's clock: the gateway no longer served, another did. */
  readonly servedUntil: number | undefined;
  /** Sequence number of the first event behind it. */
  readonly beforeSeq: number;
  /** When the newer of its two moments had arrived, by the cloud's clock. */
  readonly receivedAt: number;
}

/** A clock that is measured to be further off than this says little about the day: `coverageOf` looks wider. */
const FAR_OFF_MS = 3_600_000;

/**
 * Gaps of these gateways that touch `[from, until)` by the device's clock, as they were known at `asOf`: those that
 * have ended, and for each gateway the one that had not, because nothing newer had arrived by then. Where the device's
 * clock says little (it was never set, it was measured to be far off, it was stepped, or the gap begins behind its end or
 * its arrival) those come that may touch it, and so do open ones: whoever corrects them decides.
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
  const open = await openGaps(db, gateways, asOf);
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
    .where('cause', '<>', 'step')
    .where(mayTouch(gateways, from, until))
    .$if(Number.isFinite(asOf), (query) => query.where('recorded_at', '<=', asOf))
    .orderBy('gateway')
    .orderBy('epoch')
    .orderBy('before_seq')
    .execute();
  return rows.map((row) => ({
    gateway: row.gateway,
    epoch: row.epoch,
    cause: row.cause as CoverageGap['cause'],
    from: momentOf(row.from_at, row.from_mono, row.from_boot, row.from_unset),
    until: { at: row.until_at, mono: row.until_mono, boot: row.until_boot, unset: row.until_unset },
    servedUntil: undefined,
    beforeSeq: row.before_seq,
    receivedAt: row.recorded_at,
  }));
}

/**
 * No gap ends after it was recorded, and none that lies in one boot begins before that boot. Between two boots a clock
 * that is measured in one of them says nothing of the other end. Which boots were stepped is read once, not for each gap.
 */
const mayTouch = (gateways: readonly string[], from: number, until: number): RawBuilder<SqlBool> => {
  const stepped = sql`(select s.gateway, s.from_boot from coverage_gap s
    where s.gateway = any(${gateways}) and s.until_boot = s.from_boot and (s.from_unset <> s.until_unset
      or abs(s.until_at - s.from_at - (s.until_mono - s.from_mono)) > ${sql.lit(STEP_MS)}))`;
  return sql<SqlBool>`(
  (until_at > ${from}::bigint and (from_at is null or from_at < ${until}::bigint))
  or (recorded_at > ${from}::bigint and (
    from_at > least(until_at, recorded_at) or until_at > recorded_at or from_unset or until_unset
    or (gateway, from_boot) in ${stepped} or (gateway, until_boot) in ${stepped}
    or exists (select from clock_measurement m
      where m.gateway = coverage_gap.gateway and m.boot in (from_boot, until_boot)
      and abs(m.device_at - m.cloud_at) > ${sql.lit(FAR_OFF_MS)}
      and (m.cloud_at - m.mono < ${until}::bigint or from_boot is distinct from until_boot)))))`;
};

/** Behind the last event of the newest epoch nothing is known yet. */
async function openGaps(
  db: Kysely<Database>,
  gateways: readonly string[],
  asOf: number,
): Promise<CoverageGap[]> {
  const marks = Number.isFinite(asOf) ? await lastByThen(db, gateways, asOf) : await lastNow(db, gateways);
  const ends = await endsOfService(db, gateways, asOf);
  return marks.map(({ gateway, epoch, seq, received_at: receivedAt, at, mono, boot, unset, missing }) => ({
    gateway,
    epoch,
    cause: missing ? 'missing' : 'silent',
    from: momentOf(at, mono, boot, unset),
    until: undefined,
    servedUntil: ends.get(gateway),
    beforeSeq: seq + 1,
    receivedAt,
  }));
}

interface LastEvent {
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
  readonly received_at: number;
  readonly at: number | null;
  readonly mono: number | null;
  readonly boot: string | null;
  readonly unset: boolean;
  readonly missing: boolean;
}

async function lastNow(db: Kysely<Database>, gateways: readonly string[]): Promise<readonly LastEvent[]> {
  const { rows } = await sql<LastEvent>`
    select distinct on (gateway) gateway, epoch, through as seq, moved_at as received_at, last_at as at, last_mono as mono, last_boot as boot,
      last_unset as unset, missing
    from event_mark where gateway = any(${gateways}) order by gateway, last_at desc nulls last`.execute(db);
  return rows;
}

async function lastByThen(
  db: Kysely<Database>,
  gateways: readonly string[],
  asOf: number,
): Promise<readonly LastEvent[]> {
  const { rows } = await sql<LastEvent>`
    select g.gateway, e.epoch, e.seq, e.received_at, e.at, (e.line::json->>'mono')::bigint as mono, e.line::json->>'boot' as boot,
      e.line::json->>'clock' = 'unsynced' as unset, false as missing
    from unnest(${gateways}::text[]) as g (gateway)
    join lateral (select epoch, seq, received_at, at, line from event where gateway = g.gateway and received_at <= ${asOf}
      order by received_at desc, seq desc limit 1) e on true`.execute(db);
  return rows;
}

function momentOf(
  at: number | null,
  mono: number | null,
  boot: string | null,
  unset: boolean,
): Moment | undefined {
  return at === null || mono === null || boot === null ? undefined : { at, mono, boot, unset };
}
