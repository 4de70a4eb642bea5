import { randomUUID } from 'node:crypto';
import { machineClock } from '@vratar/edge-agent/src/clock/machine-clock.ts';
import { Delivery } from '@vratar/edge-agent/src/link/delivery/delivery.ts';
import type { DeliveryJournal } from '@vratar/edge-agent/src/link/delivery/journal.ts';
import { Uplink } from '@vratar/edge-agent/src/link/uplink/uplink.ts';
import type { Ack, Batch, Welcome } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';
import { pino } from 'pino';

/** The real uplink and the real delivery of a gateway, over a journal in memory: many of them fit one process. */
export class LightGateway {
  readonly id: string;
  readonly lines: string[] = [];
  acked = 0;
  readonly #hashes: string[] = [CHAIN_START];
  readonly #clock = machineClock();
  readonly #uplink: Uplink;
  readonly #delivery: Delivery;

  constructor(id: string, port: number) {
    this.id = id;
    const log = pino({ level: 'silent' });
    this.#uplink = new Uplink({
      gateway: id,
      url: `mqtt://127.0.0.1:${port}`,
      will: () => '{}',
      newConnection: randomUUID,
      random: Math.random,
      log,
      onConnected: () => this.#delivery.connected(randomUUID()),
      onDisconnected: () => this.#delivery.disconnected(),
      onMessage: (message, payload) => this.#receive(message, payload),
    });
    this.#delivery = new Delivery({
      journal: this.#journal(),
      publish: (message, payload) => this.#uplink.publish(message, payload),
      clock: this.#clock,
      release: 'chaos',
      log,
    });
  }

  start(): void {
    this.#uplink.start();
  }

  append(count: number): void {
    for (let index = 0; index < count; index++) {
      const clock = { at: Date.now(), boot: this.#clock.boot, mono: Math.round(this.#clock.mono()) };
      const line = JSON.stringify({ seq: this.lines.length + 1, ...clock, clock: 'synced', kind: 'alive' });
      this.#hashes.push(chainHash(this.#hashes.at(-1)!, line));
      this.lines.push(line);
    }
    this.#delivery.appended();
  }

  async stop(): Promise<void> {
    this.#delivery.stop();
    await this.#uplink.stop();
  }

  #receive(message: string, payload: Buffer): void {
    const body = JSON.parse(payload.toString()) as unknown;
    if (message === 'welcome') this.#delivery.welcomed(body as Welcome);
    else if (message === 'ack') this.#delivery.acknowledged(body as Ack);
  }

  #journal(): DeliveryJournal {
    const { lines } = this;
    const hash = (seq: number) => this.#hashes[seq]!;
    return {
      span: async () => ({
        epoch: 1,
        first: 1,
        last: lines.length,
        acked: this.acked,
        base: CHAIN_START,
        head: hash(lines.length),
      }),
      prove: async (seq) => this.#hashes[seq] ?? 'unknown',
      fork: async () => {
        throw new Error(`${this.id}: the cloud holds another history`);
      },
      read: async (epoch, after, limit): Promise<Batch | 'nothing'> => {
        const part = lines.slice(after, after + limit);
        if (part.length === 0) return 'nothing';
        return { epoch, first: after + 1, prev: hash(after), head: hash(after + part.length), lines: part };
      },
      acknowledge: async (_epoch, through) => {
        this.acked = through;
      },
    };
  }
}
