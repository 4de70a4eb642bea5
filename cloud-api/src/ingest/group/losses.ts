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
