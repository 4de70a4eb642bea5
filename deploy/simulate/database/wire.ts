import type { Ack, Welcome } from '@vratar/protocol/delivery';
import { upTopic } from '@vratar/protocol/messages';
import { pino } from 'pino';
import type { Bus } from '../../../cloud-api/src/broker/index.ts';
import { connectPool, type Logins } from '../../../cloud-api/src/db/index.ts';
import { Ingest, type StoredHook } from '../../../cloud-api/src/ingest/index.ts';

const ANSWER_MS = 60_000;

/** The cloud's ingest, with the broker left out: what one gateway says reaches it at once, and so does the answer. */
export class Wire {
  readonly #ingest: Ingest;
  readonly #pool;
  #answered: ((answer: unknown) => void) | undefined;

  /** @param now the cloud's clock, ms since 1970 */
  constructor(logins: Logins, hooks: readonly StoredHook[], now: () => number) {
    this.#pool = connectPool(logins.ingest, { max: 3 });
    const log = pino({ level: 'silent' });
    this.#ingest = new Ingest({ pool: this.#pool, hooks, log, requireDurable: false, now });
  }

  async start(): Promise<void> {
    const bus: Bus = {
      connected: true,
      publish: (_topic, payload) => this.#answered?.(JSON.parse(payload.toString())),
      expel: () => undefined,
      stop: async () => undefined,
    };
    await this.#ingest.start(bus);
  }

  hello(gateway: string, greeting: object): Promise<Welcome> {
    return this.#ask(gateway, 'hello', JSON.stringify(greeting)) as Promise<Welcome>;
  }

  events(gateway: string, batch: string): Promise<Ack> {
    return this.#ask(gateway, 'events', batch) as Promise<Ack>;
  }

  async stop(): Promise<void> {
    await this.#ingest.stop();
    await this.#pool.end();
  }

  /** @throws Error when nothing is answered; what ingest has counted says why */
  #ask(gateway: string, kind: 'hello' | 'events', text: string): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(
      () => reject(new Error(`no answer; counted: ${JSON.stringify(this.#ingest.tally.all())}`)),
      ANSWER_MS,
    );
    this.#answered = (answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    this.#ingest.listener(upTopic(gateway, kind), Buffer.from(text));
    return promise;
  }
}
