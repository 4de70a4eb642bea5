import pg from 'pg';
import type { Logger } from 'pino';

/**
 * Hears notifications of the database on one connection of its own, made again when it breaks. What was said
 * meanwhile is not heard: whoever listens looks by itself, now and then or at each beginning.
 */
export class Listener {
  readonly #url: string;
  readonly #channels: Readonly<Record<string, (payload: string) => void>>;
  readonly #log: Logger;
  readonly #onHearing: () => void;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param onHearing from now on notifications are heard (again): what was said before was missed */
  constructor(
    url: string,
    channels: Readonly<Record<string, (payload: string) => void>>,
    log: Logger,
    onHearing: () => void = () => undefined,
  ) {
    this.#url = url;
    this.#onHearing = onHearing;
    this.#channels = channels;
    this.#log = log;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'vratar listen' });
    this.#client = client;
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ channel, payload = '' }) => this.#channels[channel]?.(payload));
    try {
      await client.connect();
      for (const channel of Object.keys(this.#channels)) {
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      }
      if (this.#client === client) this.#onHearing();
    } catch (error) {
      this.#log.warn({ err: error }, 'notifications of the database are not heard');
      this.#lost(client);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || this.#stopped) return;
    this.#client = undefined;
    client.removeAllListeners();
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.start(), 1_000);
  }
}
