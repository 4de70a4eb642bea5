import type { PoolClient } from 'pg';
import type { Planned } from './store-group.ts';

/** Keeps the bytes of events that could not be read. */
export async function saveQuarantine(
  client: PoolClient,
  planned: readonly Planned[],
  now: number,
): Promise<void> {
  for (const { plan, message, school } of planned) {
    if (plan.quarantine === undefined || plan.mark === undefined) continue;
    const { seq, code, hash, prev, body } = plan.quarantine;
    const keys = [message.gateway, plan.mark.epoch, seq, school, code];
    await client.query({
      name: 'save_quarantine',
      text: `insert into event_quarantine (gateway, epoch, seq, school, code, hash, prev, bytes, received_at)
             values ($1, $2, $3, $4, $5, decode($6, 'hex'), decode($7, 'hex'), $8, $9)`,
      values: [...keys, hash, prev, body, now],
    });
  }
}

/** Records where evidence is missing. */
export async function saveGaps(client: PoolClient, planned: readonly Planned[], now: number): Promise<void> {
  const rows = planned.flatMap(({ plan, message, school }) =>
    (plan.gaps ?? []).map((gap) => ({ ...gap, gateway: message.gateway, epoch: plan.mark!.epoch, school })),
  );
  if (rows.length === 0) return;
  await client.query({
    name: 'save_gaps',
    text: `insert into coverage_gap (gateway, epoch, before_seq, school, cause, from_at, from_mono, from_boot,
             until_at, until_mono, until_boot, from_unset, until_unset, recorded_at)
           select *, $12 from unnest($1::text[], $2::int[], $3::bigint[], $4::uuid[], $5::text[], $6::bigint[],
             $7::bigint[], $8::text[], $9::bigint[], $10::bigint[], $11::text[], $13::boolean[], $14::boolean[])`,
    values: [
      rows.map((row) => row.gateway),
      rows.map((row) => row.epoch),
      rows.map((row) => row.beforeSeq),
      rows.map((row) => row.school),
      rows.map((row) => row.cause),
      rows.map((row) => row.from?.at),
      rows.map((row) => row.from?.mono),
      rows.map((row) => row.from?.boot),
      rows.map((row) => row.until.at),
      rows.map((row) => row.until.mono),
      rows.map((row) => row.until.boot),
      now,
      rows.map((row) => row.from?.unset === true),
      rows.map((row) => row.until.unset === true),
    ],
  });
}

/** Names the stretches that will never come. */
export async function saveHoles(client: PoolClient, planned: readonly Planned[], now: number): Promise<void> {
  for (const { plan, message, school } of planned) {
    if (plan.hole === undefined || plan.mark === undefined) continue;
    const { from, through } = plan.hole;
    await client.query({
      name: 'save_hole',
      text: `insert into event_hole (gateway, epoch, from_seq, through_seq, school, recorded_at)
             values ($1, $2, $3, $4, $5, $6)`,
      values: [message.gateway, plan.mark.epoch, from, through, school, now],
    });
  }
}
