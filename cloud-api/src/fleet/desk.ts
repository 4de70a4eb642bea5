import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { kyselyOver } from '../db/index.ts';
import type { OtherUp } from '../ingest/ingest.ts';
import type { Tally } from '../ingest/tally.ts';
import { CommandDesk } from './commands/command-desk.ts';
import type { ListKeys } from './keys/index.ts';
import { Listener } from './listen.ts';
import { ListDesk } from './lists/list-desk.ts';
import { ListDocuments } from './lists/list-documents.ts';
import { Presence } from './presence/presence.ts';

export interface FleetDeskOptions {
  /** Connections of the role `ingest`, and how to make one more that listens. */
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly listKeys: ListKeys;
  readonly publish: (topic: string, payload: string) => void;
  readonly log: Logger;
  readonly tally: Tally;
  /** The register of gateways has changed. */
  readonly onRegister?: () => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** How often those who lag behind are looked for, whatever notifications said. */
const LOOK_MS = 10_000;

/** Everything between cloud and gateways but their journals: presence, alarms, lists, commands. */
export class FleetDesk {
  readonly #presence: Presence;
  readonly #lists: ListDesk;
  readonly #commands: CommandDesk;
  readonly #listener: Listener;
  readonly #listKeys: ListKeys;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FleetDeskOptions) {
    const { pool, databaseUrl, listKeys, publish, log, tally, onRegister, now = Date.now } = options;
    this.#log = log;
    this.#listKeys = listKeys;
    this.#presence = new Presence(pool, log, tally);
    const documents = new ListDocuments(kyselyOver(pool), listKeys);
    this.#lists = new ListDesk({ pool, documents, publish, log, tally, now });
    this.#commands = new CommandDesk({ pool, publish, tally, now });
    const registerChanged = () => onRegister && this.#safely(onRegister());
    const channels = {
      vratar_list: (site: string) => this.#safely(this.#lists.offer(site)),
      vratar_command: (gateway: string) => this.#safely(this.#commands.send(gateway)),
      vratar_gateways: registerChanged,
    };
    this.#listener = new Listener(databaseUrl, channels, log, registerChanged);
  }

  async start(): Promise<void> {
    await this.#listener.start();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Writes what waits of presence. */
  flush(): Promise<void> {
    return this.#presence.flush();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#listener.stop();
    await this.flush();
  }

  /** Takes a message that is not about the journal. */
  take(message: OtherUp, gateway: string, school: string, payload: Buffer, receivedAt: number): void {
    switch (message) {
      case 'state':
        if (this.#presence.state(gateway, school, payload, receivedAt) === 'birth')
          this.#safely(this.#born(gateway));
        return;
      case 'alarm':
        this.#presence.alarm(gateway, school, payload, receivedAt);
        return;
      case 'list':
        this.#safely(this.#lists.reported(gateway, payload));
        return;
      case 'answer':
        this.#safely(this.#commands.answered(gateway, payload));
        return;
    }
  }

  /** What waited for a gateway follows it as soon as it is back. */
  async #born(gateway: string): Promise<void> {
    await this.#presence.flush();
    await this.#commands.send(gateway);
  }

  #look(): void {
    this.#safely(this.#listKeys.refresh());
    this.#safely(this.#lists.offer(undefined));
    this.#safely(this.#commands.send(undefined));
    this.#safely(this.#commands.close());
  }

  /** Whatever fails here is asked for again by the gateway, or looked for again by us. */
  #safely(work: Promise<void>): void {
    work.catch((error: unknown) => this.#log.warn({ err: error }, 'a message of a gateway is not answered'));
  }
}
