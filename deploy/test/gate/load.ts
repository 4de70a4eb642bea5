import { randomUUID } from 'node:crypto';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { Order } from '@vratar/edge-agent/src/socket/schema.ts';
import { type GateRig, laneNames, uidOf } from '../../testing/gate/index.ts';

/** A command of a tool, to be carried out within a minute. */
export function command(order: Order) {
  return { id: randomUUID(), issuer: 'tool:test', expiresAt: Date.now() + 60_000, order };
}

/** People tap and walk at every lane until `signal`; one in ten turns back or has a card that nobody knows. */
export async function taps(
  rig: GateRig,
  cards: number,
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  const lanes = laneNames(rig.shape);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5 + random() * 25));
  for (let n = 0; !signal.aborted; n++) {
    const lane = rig.school.site.lanes.get(lanes[n % lanes.length]!);
    const direction = random() < 0.5 ? 'in' : 'out';
    const person = `p${n}`;
    const card = random() < 0.1 ? 'deadbeef' : uidOf(Math.floor(random() * cards));
    lane.tap(direction, person, card);
    const plan = random() < 0.1 ? 'turn-back' : 'through';
    lane.approach({ id: person, direction, plan, reactionMs: 20, pace: 0.3, patienceMs: 400 });
    await pause();
  }
}

/** What the cloud does: acknowledges what was shown, now and then. */
export async function acknowledgements(
  link: GateClient,
  shown: () => { seq: number; hash: string } | undefined,
  done: (through: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const last = shown();
    if (last !== undefined) {
      const position = await link
        .request('ack', { epoch: 1, through: last.seq, hash: last.hash })
        .catch(laterWhenUnavailable);
      if (position !== undefined) done(position.acked);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The journal is not there for a moment while somebody else writes into it: the cloud says it again. */
function laterWhenUnavailable(error: { code?: string }): undefined {
  if (error.code !== 'journal_unavailable') throw error;
}
