import { type Kysely, sql } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Database } from '../db/index.ts';

const Ms = Type.Integer({ description: 'Milliseconds since 1970, UTC.' });
const Maybe = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Optional(schema);

/** How one gateway is. Nothing of a person (I7). */
export const FleetEntry = Type.Object({
  gateway: Type.String(),
  school: Type.String(),
  name: Type.String(),
  state: Type.Enum(['online', 'offline', 'stopped', 'silent', 'never']),
  heardAt: Maybe(Ms),
  release: Maybe(Type.String()),
  /** Events that its last report had and the cloud had not. */
  backlog: Maybe(Type.Integer({ minimum: 0 })),
  oldestUnsentAt: Maybe(Ms),
  /** Device time of the newest stored event: the age of what the cloud knows. */
  knownAt: Maybe(Ms),
  list: Type.Object({
    version: Type.Integer(),
    current: Type.Integer(),
    refused: Maybe(Type.String()),
    /** When the current version was made: since then at most the gateway is behind. */
    currentAt: Maybe(Ms),
  }),
  /** The site's rules, which travel in the list: the version that this gateway follows, and the present one. */
  policy: Type.Object({ version: Type.Integer(), current: Type.Integer() }),
  clockOffsetMs: Maybe(Type.Integer()),
  clock: Maybe(Type.String()),
  diskFreeBytes: Maybe(Type.Integer()),
  temperatureC: Maybe(Type.Number()),
  /** Codes of what an operator should look at. */
  notes: Type.Array(
    Type.Object({ code: Type.String(), count: Type.Integer(), lastAt: Ms, detail: Type.String() }),
  ),
});
export type FleetEntry = Static<typeof FleetEntry>;

/** Whether a gateway still decides by an older list than the cloud has for it: a blocked card may open there. */
export const isBehind = ({ list }: FleetEntry): boolean => list.version < list.current;

/** A gateway that is connected but says nothing for three heartbeats is as good as gone. */
const SILENT_MS = 90_000;

interface Row {
  readonly gateway: string;
  readonly school: string;
  readonly name: string;
  readonly online: boolean | null;
  readonly ended: 'will' | 'bye' | null;
  readonly heard_at: number | null;
  readonly report: Record<string, unknown> | null;
  readonly known_at: number | null;
  readonly version: number | null;
  readonly refused: string | null;
  readonly current: number | null;
  readonly current_at: Date | null;
  readonly policy_version: number | null;
  readonly policy_current: number | null;
  readonly offset_ms: number | null;
  readonly notes: FleetEntry['notes'] | null;
}

/** Of one school, or one gateway; from one gateway's id on, at most so many. */
export interface FleetChoice {
  readonly school?: string;
  readonly gateway?: string;
  readonly after?: string;
  readonly limit?: number;
}

/**
 * All gateways that `db` may see, or those of one school, or one.
 * @param now milliseconds since 1970
 */
export async function fleetView(
  db: Kysely<Database>,
  now: number,
  only: FleetChoice = {},
): Promise<readonly FleetEntry[]> {
  const { rows } = await sql<Row>`
    select g.id as gateway, g.school, g.name, s.online, s.ended, s.heard_at, s.report, m.known_at,
           l.version, l.refused, a.version as current, a.built_at as current_at, a.policy_version as policy_current,
           p.version as policy_version, c.offset_ms, n.notes
    from gateway g
    left join gateway_status s on s.gateway = g.id
    left join gateway_list l on l.gateway = g.id
    left join allow_list a on a.site = g.site
    left join lateral (select max(version) as version from site_policy
      where site = g.site and version <= l.version) p on true
    left join lateral (select max(last_at) as known_at from event_mark where gateway = g.id) m on true
    left join lateral (select device_at - cloud_at as offset_ms from clock_measurement
      where gateway = g.id order by recorded_at desc limit 1) c on true
    left join lateral (select json_agg(json_build_object('code', code, 'count', count, 'lastAt', last_at,
        'detail', detail) order by code) as notes
      from gateway_note where gateway = g.id and cleared_at is null) n on true
    where g.state <> 'retired'
      and (${only.school ?? null}::uuid is null or g.school = ${only.school ?? null})
      and (${only.gateway ?? null}::text is null or g.id = ${only.gateway ?? null})
      and (${only.after ?? null}::text is null or g.id > ${only.after ?? null})
    order by g.id limit ${only.limit ?? null}`.execute(db);
  return rows.map((row) => entryOf(row, now));
}

function entryOf(row: Row, now: number): FleetEntry {
  const report = (row.report ?? {}) as {
    readonly release?: string;
    readonly last?: number;
    readonly acked?: number;
    readonly oldestUnsentAt?: number;
    readonly clock?: string;
    readonly temperatureC?: number;
    readonly disk?: { readonly freeBytes: number };
  };
  const { last, acked } = report;
  const entry = {
    gateway: row.gateway,
    school: row.school,
    name: row.name,
    state: stateOf(row, now),
    heardAt: row.heard_at,
    release: report.release,
    backlog: last === undefined || acked === undefined ? undefined : Math.max(0, last - acked),
    oldestUnsentAt: report.oldestUnsentAt,
    knownAt: row.known_at,
    list: {
      version: row.version ?? 0,
      current: row.current ?? 0,
      ...(row.refused === null ? {} : { refused: row.refused }),
      ...(row.current_at === null ? {} : { currentAt: row.current_at.getTime() }),
    },
    policy: { version: row.policy_version ?? 0, current: row.policy_current ?? 0 },
    clockOffsetMs: row.offset_ms,
    clock: report.clock,
    diskFreeBytes: report.disk?.freeBytes,
    temperatureC: report.temperatureC,
    notes: row.notes ?? [],
  };
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined && value !== null),
  ) as FleetEntry;
}

function stateOf({ online, ended, heard_at: heardAt }: Row, now: number): FleetEntry['state'] {
  if (online === null || heardAt === null) return 'never';
  if (!online) return ended === 'bye' ? 'stopped' : 'offline';
  return now - heardAt > SILENT_MS ? 'silent' : 'online';
}
