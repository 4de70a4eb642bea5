import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import { GateError } from '../../socket/gate-client.ts';
import type { Order, Request, Result } from '../../socket/schema.ts';
import { type ConfigOption, withGate } from '../options.ts';
import { issuer } from './issuer.ts';

/** An order that nobody waits for any more must open nothing: it is worth as long as its answer is waited for. */
const VALID_MS = 15_000;
/** How long a lost answer is asked for again, and how often. A gate that ended is back within seconds. */
const PATIENCE = { forMs: 20_000, everyMs: 500 };

export interface SendOptions extends ConfigOption {
  /** That of an earlier try; a fresh one when absent. */
  readonly id?: string;
}

/**
 * Carries one command to the gate over a connection of its own. `sent` is called when it goes out.
 * @returns the answer, or the error that the gate answered to it
 */
export type Carry = (command: Request<'command'>, sent: () => void) => Promise<Result<'command'> | GateError>;

/**
 * Gives an order to the gate. An answer that is lost is asked for again under the same id, which is carried out once.
 * @throws VratarError `order_unknown` when it went out and no answer came: nobody knows what became of it; before that
 *   whatever kept it from going out, and nothing was done; and what the gate answered
 */
export async function sendOrder(
  order: Order,
  options: SendOptions,
  carry: Carry = carryOver(options),
  patience = PATIENCE,
): Promise<Result<'command'>> {
  const id = options.id ?? randomUUID();
  const command = { id, issuer: issuer(), expiresAt: Date.now() + VALID_MS, order };
  const until = performance.now() + patience.forMs;
  for (let isSent = false; ; await sleep(patience.everyMs)) {
    const answer = await carry(command, () => {
      isSent = true;
    }).catch((error: Error) => {
      // Whatever it is, also a configuration that somebody has just broken: nobody sees whether the gate took the order.
      if (!isSent) throw error;
      if (performance.now() > until)
        throw new VratarError('order_unknown', { id, why: error.message }, {}, { cause: error });
    });
    if (answer instanceof Error) throw answer;
    if (answer !== undefined) return answer;
  }
}

const carryOver =
  (options: ConfigOption): Carry =>
  (command, sent) =>
    withGate(options, (gate) => {
      sent();
      return gate.request('command', command).catch(answered);
    });

function answered(error: unknown): GateError {
  if (error instanceof GateError) return error;
  throw error;
}
