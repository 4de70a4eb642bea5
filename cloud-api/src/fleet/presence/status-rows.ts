import type { GatewayState } from '@vratar/protocol/delivery';
import type { Pool } from 'pg';

/** A state as it arrived. */
export interface HeardState {
  readonly gateway: string;
  readonly school: string;
  readonly state: GatewayState;
  readonly heardAt: number;
}

/** The newest of each gateway wins; a will speaks only for its own connection. */
export async function saveStates(pool: Pool, heard: readonly HeardState[]): Promise<void> {
  const lives = newest(heard.filter(({ state }) => state.kind === 'birth' || state.kind === 'heartbeat'));
  const ends = newest(heard.filter(({ state }) => state.kind === 'will' || state.kind === 'bye'));
  if (lives.length > 0) await saveLives(pool, lives);
  if (ends.length > 0) await saveEnds(pool, ends);
  await saveMeasurements(pool, heard);
}

const newest = (heard: readonly HeardState[]): readonly HeardState[] =>
  [...new Map(heard.map((one) => [one.gateway, one])).values()].sort((a, b) =>
    a.gateway < b.gateway ? -1 : 1,
  );

async function saveLives(pool: Pool, heard: readonly HeardState[]): Promise<void> {
  await pool.query({
    name: 'save_lives',
    text: `insert into gateway_status as s (gateway, school, connection, online, changed_at, heard_at, ended, report)
           select gateway, school, connection, true, heard_at, heard_at, null, report
           from unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::jsonb[])
             as row (gateway, school, connection, heard_at, report)
           on conflict (gateway) do update set school = excluded.school, connection = excluded.connection,
             online = true, ended = null, report = excluded.report, heard_at = excluded.heard_at,
             changed_at = case when s.online then s.changed_at else excluded.changed_at end
           where s.heard_at <= excluded.heard_at`,
    values: [
      heard.map((one) => one.gateway),
      heard.map((one) => one.school),
      heard.map((one) => one.state.connection),
      heard.map((one) => one.heardAt),
      heard.map((one) => JSON.stringify(one.state)),
    ],
  });
}

async function saveEnds(pool: Pool, heard: readonly HeardState[]): Promise<void> {
  await pool.query({
    name: 'save_ends',
    text: `update gateway_status s set online = false, ended = row.ended, changed_at = row.at, heard_at = row.at
           from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as row (gateway, connection, ended, at)
           where s.gateway = row.gateway and s.connection = row.connection and s.online`,
    values: [
      heard.map((one) => one.gateway),
      heard.map((one) => one.state.connection),
      heard.map((one) => one.state.kind),
      heard.map((one) => one.heardAt),
    ],
  });
}

async function saveMeasurements(pool: Pool, heard: readonly HeardState[]): Promise<void> {
  const measured = heard.flatMap(({ state, ...one }) =>
    state.measurement === undefined ? [] : [{ ...one, measurement: state.measurement }],
  );
  if (measured.length === 0) return;
  await pool.query({
    name: 'save_measurements',
    text: `insert into clock_measurement (gateway, school, boot, mono, device_at, cloud_at, round_trip_ms, recorded_at)
           select * from unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[],
             $7::int[], $8::bigint[])
           on conflict do nothing`,
    values: [
      measured.map((one) => one.gateway),
      measured.map((one) => one.school),
      measured.map((one) => one.measurement.boot),
      measured.map((one) => one.measurement.mono),
      measured.map((one) => one.measurement.deviceAt),
      measured.map((one) => one.measurement.cloudAt),
      measured.map((one) => one.measurement.roundTripMs),
      measured.map((one) => one.heardAt),
    ],
  });
}
