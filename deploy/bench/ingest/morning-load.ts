/** Run as a process of its own by `ingest-morning.ts`: thousands of gateways, one to three events a batch, at a fixed rate. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchJournal } from './journal.ts';
import { helloOf, LoadClient } from './load-client.ts';
import type { BenchGateway } from './network.ts';

interface Order {
  readonly port: number;
  readonly gateways: readonly BenchGateway[];
  /** Events a second over all gateways. */
  readonly rate: number;
  readonly seconds: number;
  readonly from: number;
}

const { port, gateways, rate, seconds, from } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Order;
const PER_BATCH = 2;
/** Connections that are opened at a time: the morning does not begin with everybody at once. */
const OPENING = 200;
const WARM_UP_MS = 3_000;

const latencies: number[] = [];
let acknowledged = 0;
let measuring = false;

/** One gateway: what was tapped while a batch was in flight goes out with the next. */
class Sender {
  readonly #client: LoadClient;
  readonly #journal: BenchJournal;
  #tapped: number[] = [];
  #flying: readonly number[] | undefined;

  constructor(client: LoadClient, journal: BenchJournal) {
    this.#client = client;
    this.#journal = journal;
    client.onAck = (ack) => {
      if (ack.result !== 'stored') throw new Error(JSON.stringify(ack));
      this.#landed();
    };
  }

  tap(events: number): void {
    const at = performance.now();
    for (let index = 0; index < events; index++) this.#tapped.push(at);
    if (this.#flying === undefined) this.#send();
  }

  #send(): void {
    this.#flying = this.#tapped;
    this.#tapped = [];
    this.#client.publish('events', this.#journal.batch(this.#flying.length).payload);
  }

  #landed(): void {
    const now = performance.now();
    for (const at of this.#flying ?? []) if (measuring) latencies.push(now - at);
    acknowledged += this.#flying?.length ?? 0;
    this.#flying = undefined;
    if (this.#tapped.length > 0) this.#send();
  }
}

const senders: Sender[] = [];
for (let first = 0; first < gateways.length; first += OPENING) {
  senders.push(...(await Promise.all(gateways.slice(first, first + OPENING).map(open))));
}

const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
let due = 0;
let tapped = 0;
for (let turn = 0; performance.now() - startedAt < WARM_UP_MS + seconds * 1_000; turn++) {
  const passed = performance.now() - startedAt;
  if (!measuring && passed >= WARM_UP_MS) measuring = true;
  for (due = (passed / 1_000) * rate; tapped < due; ) {
    // One to three, two on average; each gateway's turn comes at another moment.
    const events = 1 + ((tapped * 7 + turn) % (2 * PER_BATCH - 1));
    senders[(tapped * 31) % senders.length]!.tap(events);
    tapped += events;
  }
  await sleep(2);
}
measuring = false;
const elapsed = (performance.now() - startedAt) / 1_000;
const landed = acknowledged;
const { user, system } = process.cpuUsage(cpuBefore);
while (acknowledged < tapped) await sleep(10);
const result = { tapped, rate: landed / elapsed, latencies, cpu: (user + system) / 1e6 };
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function open(gateway: BenchGateway): Promise<Sender> {
  const client = await LoadClient.open(gateway.id, port);
  const journal = new BenchJournal(gateway, from, 1_000_000);
  const welcomed = new Promise<void>((done) => {
    client.onWelcome = () => done();
  });
  client.publish('hello', helloOf(gateway.id, 0, journal.head));
  await welcomed;
  return new Sender(client, journal);
}
