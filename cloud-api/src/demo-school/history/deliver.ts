import { VratarError } from '@vratar/protocol/errors';
import { upTopic } from '@vratar/protocol/messages';
import type { Pool } from 'pg';
import { pino } from 'pino';
import type { Bus } from '../../broker/index.ts';
import { Ingest } from '../../ingest/index.ts';
import type { HistoryJournal } from './history-journal.ts';

interface Answer {
  readonly through?: number;
  readonly refused?: string;
}

/**
 * Delivers a journal through the cloud's own ingest, as if each batch had arrived when its last event happened: the
 * same checks, watermarks and coverage as for a real gateway. Nobody follows the events: the days are computed after.
 * @param pool connected as `ingest`
 */
export class HistoryDelivery {
  readonly #gateway: string;
  readonly #ingest: Ingest;
  #clock = 0;
  #answered: ((answer: Answer) => void) | undefined;

  constructor(pool: Pool, gateway: string, requireDurable: boolean) {
    this.#gateway = gateway;
    this.#ingest = new Ingest({
      pool,
      hooks: [],
      log: pino({ level: 'error' }),
      now: () => this.#clock,
      requireDurable,
    });
  }

  async start(): Promise<void> {
    const bus: Bus = {
      connected: true,
      publish: (_topic, payload) => this.#answered?.(JSON.parse(payload.toString()) as Answer),
      stop: async () => undefined,
    };
    await this.#ingest.start(bus);
  }

  /** @throws VratarError `history_refused` */
  async greet(journal: HistoryJournal, at: number): Promise<void> {
    this.#clock = at;
    const { refused } = await this.#ask('hello', JSON.stringify(journal.hello(at, 'history')));
    if (refused !== undefined) throw new VratarError('history_refused', { why: refused });
  }

  async deliver(journal: HistoryJournal): Promise<void> {
    for (const { text, at, last } of journal.take()) {
      this.#clock = at + 1_000;
      const { through } = await this.#ask('events', text);
      if (through !== last)
        throw new VratarError('history_refused', { why: `acknowledged ${through} of ${last}` });
    }
  }

  stop(): Promise<void> {
    return this.#ingest.stop();
  }

  #ask(kind: 'hello' | 'events', text: string): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => reject(new VratarError('history_refused', { why: 'no answer' })), 30_000);
    this.#answered = (answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    this.#ingest.listener(upTopic(this.#gateway, kind), Buffer.from(text));
    return promise;
  }
}
