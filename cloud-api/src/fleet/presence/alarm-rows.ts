import type { Pool } from 'pg';
import type { ReadAlarm } from './read-presence.ts';

export interface HeardAlarm extends ReadAlarm {
  readonly gateway: string;
  readonly school: string;
  readonly heardAt: number;
}

/** Channel on which alarms are told to whoever listens: JSON `{school, gateway, epoch, seq, kind}`. */
export const ALARM_CHANNEL = 'vratar_alarm';

/** Keeps alarms, once each, and tells those who listen. */
export async function saveAlarms(pool: Pool, heard: readonly HeardAlarm[]): Promise<void> {
  await pool.query({
    name: 'save_alarms',
    text: `with fresh as (
             insert into live_alarm (gateway, school, epoch, seq, at, kind, line, received_at)
             select * from unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::bigint[], $6::text[],
               $7::text[], $8::bigint[])
             on conflict do nothing returning gateway, school, epoch, seq, kind)
           select pg_notify('${ALARM_CHANNEL}', row_to_json(fresh)::text) from fresh`,
    values: [
      heard.map((one) => one.gateway),
      heard.map((one) => one.school),
      heard.map((one) => one.epoch),
      heard.map((one) => one.event.seq),
      heard.map((one) => one.event.at),
      heard.map((one) => one.event.kind),
      heard.map((one) => one.line),
      heard.map((one) => one.heardAt),
    ],
  });
}
