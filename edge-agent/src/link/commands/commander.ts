import type { Answer, Command } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';
import type { CommandAnswer, Command as GateCommand } from '../../socket/commands.ts';
import { orderOf } from './order-of.ts';

export interface CommanderOptions {
  /** The gate carries out, journals, and knows which ids it has seen. */
  readonly gate: (command: GateCommand) => Promise<CommandAnswer>;
  /** What the link does itself. */
  readonly own: (what: 'status' | 'resend' | 'fetch_list') => Promise<void>;
  readonly publish: (answer: Answer) => void;
  /** The gate has answered an order about keys. */
  readonly onKeys: () => Promise<void>;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Brings commands of the cloud to the gate, and its answers back. */
export class Commander {
  readonly #options: CommanderOptions;

  constructor(options: CommanderOptions) {
    this.#options = options;
  }

  async received(command: Command): Promise<void> {
    const { publish, log, onKeys } = this.#options;
    const answer = await this.#carryOut(command).catch((error: unknown) => failure(error));
    log.info({ id: command.id, name: command.name, issuer: command.issuer, ...answer }, 'command');
    publish({ v: 1, id: command.id, ...answer });
    if (command.name === 'rotate_key') await onKeys();
  }

  async #carryOut(command: Command): Promise<Omit<Answer, 'v' | 'id'>> {
    const { gate, own, now } = this.#options;
    const meaning = orderOf(command);
    if (meaning.kind === 'wrong') return { result: 'refused', code: 'command_args' };
    const { id, issuer, expiresAt } = command;
    if (meaning.kind === 'order') {
      const { outcome, code } = await gate({ id, issuer, expiresAt, order: meaning.order });
      return { result: outcome, ...(code === undefined ? {} : { code }) };
    }
    // Harmless to repeat, so that nobody needs to remember their ids.
    if (now() > expiresAt) return { result: 'expired' };
    await own(meaning.what);
    return { result: 'done' };
  }
}

function failure(error: unknown): Omit<Answer, 'v' | 'id'> {
  return { result: 'failed', code: error instanceof VratarError ? error.code : 'internal' };
}
