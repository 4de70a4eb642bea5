import { type BenchEvent, BenchJournal } from './journal.ts';
import { helloOf, LoadClient } from './load-client.ts';
import type { BenchGateway } from './network.ts';

/** An event that the cloud has acknowledged. */
export interface Landed {
  readonly gateway: string;
  readonly event: BenchEvent;
  /** `performance.now()` of the tap. */
  readonly tappedAt: number;
}

/** Where a load finds its cloud, and for whom it speaks. */
export interface Network {
  readonly port: number;
  readonly tokens: readonly string[];
  readonly gateways: readonly BenchGateway[];
}

/** One gateway that is alive: what was tapped while a batch was in flight goes out with the next. */
export class Sender {
  readonly journal: BenchJournal;
  readonly #client: LoadClient;
  readonly #onLanded: (landed: readonly Landed[]) => void;
  #tapped: number[] = [];
  #flying: readonly Landed[] | undefined;

  private constructor(
    client: LoadClient,
    journal: BenchJournal,
    onLanded: (landed: readonly Landed[]) => void,
  ) {
    this.#client = client;
    this.journal = journal;
    this.#onLanded = onLanded;
    client.onAck = (ack) => {
      if (ack.result !== 'stored') throw new Error(JSON.stringify(ack));
      this.#landed();
    };
  }

  /** Connects and is welcomed. */
  static async open(
    gateway: BenchGateway,
    { port, tokens }: Network,
    onLanded: (landed: readonly Landed[]) => void,
  ): Promise<Sender> {
    const client = await LoadClient.open(gateway.id, port);
    const journal = new BenchJournal(gateway, tokens, Date.now);
    const welcomed = new Promise<void>((done) => {
      client.onWelcome = () => done();
    });
    client.publish('hello', helloOf(gateway.id, 0, journal.head));
    await welcomed;
    return new Sender(client, journal, onLanded);
  }

  tap(events: number): void {
    const at = performance.now();
    for (let index = 0; index < events; index++) this.#tapped.push(at);
    if (this.#flying === undefined) this.#send();
  }

  #send(): void {
    const tapped = this.#tapped;
    this.#tapped = [];
    const { events, payload } = this.journal.batch(tapped.length);
    const { gateway } = this.journal;
    this.#flying = events.map((event, index) => ({ gateway, event, tappedAt: tapped[index]! }));
    this.#client.publish('events', payload);
  }

  #landed(): void {
    const landed = this.#flying ?? [];
    this.#flying = undefined;
    this.#onLanded(landed);
    if (this.#tapped.length > 0) this.#send();
  }
}

/** Connections that are opened at a time: the morning does not begin with everybody at once. */
const OPENING = 200;

/** @returns a sender for each gateway, in their order */
export async function openSenders(
  network: Network,
  onLanded: (landed: readonly Landed[]) => void,
): Promise<Sender[]> {
  const senders: Sender[] = [];
  const { gateways } = network;
  for (let first = 0; first < gateways.length; first += OPENING) {
    const some = gateways.slice(first, first + OPENING);
    senders.push(...(await Promise.all(some.map((gateway) => Sender.open(gateway, network, onLanded)))));
  }
  return senders;
}
