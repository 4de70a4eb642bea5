import { Answer } from '@vratar/protocol/delivery';
import { downTopic } from '@vratar/protocol/messages';
import type { Pool } from 'pg';
import { Compile } from 'typebox/compile';
import type { Tally } from '../../ingest/tally.ts';
import { claimCommands, closeUnanswered, saveAnswer } from './command-rows.ts';

const isAnswer = Compile(Answer);

/** A command without an answer is sent again after this time; the gateway knows its id. */
const AGAIN_MS = 5_000;
/** An answer may still be on its way for so long after the command expired. */
const GRACE_MS = 60_000;

export interface CommandDeskOptions {
  /** Connections of the role `ingest`. */
  readonly pool: Pool;
  readonly publish: (topic: string, payload: string) => void;
  readonly tally: Tally;
  readonly now: () => number;
}

/** Brings commands to gateways that are connected, and keeps their answers. */
export class CommandDesk {
  readonly #options: CommandDeskOptions;

  constructor(options: CommandDeskOptions) {
    this.#options = options;
  }

  /** @param gateway undefined: all that wait */
  async send(gateway: string | undefined): Promise<void> {
    const { pool, publish, now } = this.#options;
    for (const { gateway: to, command } of await claimCommands(pool, gateway, now(), now() - AGAIN_MS)) {
      publish(downTopic(to, 'command'), JSON.stringify(command));
    }
  }

  async answered(gateway: string, payload: Buffer): Promise<void> {
    const { pool, tally, now } = this.#options;
    const answer = jsonOf(payload);
    if (isAnswer.Check(answer)) await saveAnswer(pool, gateway, answer, now());
    else tally.add('answer_invalid');
  }

  async close(): Promise<void> {
    await closeUnanswered(this.#options.pool, this.#options.now() - GRACE_MS);
  }
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
