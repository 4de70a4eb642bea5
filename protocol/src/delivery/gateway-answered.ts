import type { Ack } from './ack.ts';
import type { GatewayState } from './gateway-state.ts';
import { again, grow, halve, read, type Step, stay } from './gateway-steps.ts';

type Flying = Extract<GatewayState, { phase: 'flying' }>;

/** An answer has come while a batch is in flight. Answers to anything else are late ones, and are dropped. */
export function answered(state: Flying, ack: Ack, now: number): Step {
  const { batch, last } = state.flight;
  const ours = ack.epoch === batch.epoch && ack.first === batch.first && ack.count === last - batch.first + 1;
  if (!ours) return stay(state);
  if (ack.result === 'rejected') return rejected(state, ack, now);
  // Only the hash proves that what is durable there is what we hold here.
  const proven = ack.result === 'stored' && ack.through === last && ack.hash === batch.head;
  if (!proven) return again(state, now);
  const [next, effects] = read(state, last, grow(state.limit));
  return [next, [{ kind: 'acknowledge', epoch: batch.epoch, through: last, hash: batch.head }, ...effects]];
}

function rejected(state: Flying, ack: Ack, now: number): Step {
  const { batch, last } = state.flight;
  const count = batch.lines.length;
  // One event alone is quarantined by the cloud, never rejected: whoever does so is asked again from the start.
  if (count <= 1) return again(state, now);
  const [next, effects] = read(state, state.acked, halve(count));
  const detail = `events ${batch.first} to ${last}: ${ack.code ?? 'no reason given'}`;
  return [next, [{ kind: 'note', code: 'batch_rejected', detail }, ...effects]];
}
