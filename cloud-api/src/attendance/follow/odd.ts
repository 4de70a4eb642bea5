import type { ReceivedEvent } from '../store/event-fact.ts';
import type { Sql } from '../store/sql.ts';

/** Notes events that a rebuild would not find near their device time. */
export async function noteOdd(
  sql: Sql,
  events: readonly (ReceivedEvent & { readonly school: string })[],
): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `insert into odd_event (school, gateway, epoch, seq, received_at)
     select * from unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[], $5::bigint[])
     on conflict do nothing`,
    [
      events.map(({ school }) => school),
      events.map(({ gateway }) => gateway),
      events.map(({ epoch }) => epoch),
      events.map(({ seq }) => seq),
      events.map(({ receivedAt }) => receivedAt),
    ],
  );
}
