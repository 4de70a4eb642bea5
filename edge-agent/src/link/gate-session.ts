import { randomUUID } from 'node:crypto';
import { Ack, Command, ListPart, Welcome } from '@vratar/protocol/delivery';
import type { Up } from '@vratar/protocol/messages';
import type { Logger } from 'pino';
import { Compile } from 'typebox/compile';
import type { MachineClock } from '../clock/machine-clock.ts';
import type { GateClient } from '../socket/gate-client.ts';
import type { Push, Topic } from '../socket/operations.ts';
import { Commander } from './commands/commander.ts';
import { Delivery } from './delivery/delivery.ts';
import { GateJournal } from './delivery/gate-journal.ts';
import { ListReceiver } from './lists/list-receiver.ts';
import { isUrgent } from './presence/live-alarms.ts';
import type { Measurement } from './presence/measurement.ts';

export interface GateSessionOptions {
  readonly gate: GateClient;
  readonly clock: MachineClock;
  readonly measurement: Measurement;
  readonly release: string;
  readonly log: Logger;
  /** Publishes if connected; loses it otherwise. */
  readonly publish: (message: Up, payload: string) => void;
  /** Reports the gateway's state now. */
  readonly report: () => Promise<void>;
}

const isWelcome = Compile(Welcome);
const isAck = Compile(Ack);
const isListPart = Compile(ListPart);
const isCommand = Compile(Command);

const KEY_ALARMS: ReadonlySet<string> = new Set(['keys_damaged', 'keys_unreadable', 'card_keys_missing']);

/** Everything that needs the gate, for as long as one connection to it lasts. */
export class GateSession {
  readonly delivery: Delivery;
  readonly #lists: ListReceiver;
  readonly #commander: Commander;
  readonly #options: GateSessionOptions;
  #last = 0;

  constructor(options: GateSessionOptions) {
    this.#options = options;
    const { gate, clock, measurement, release, log, publish, report } = options;
    this.delivery = new Delivery({
      journal: new GateJournal(gate),
      clock,
      release,
      log,
      publish: (message, payload) => {
        if (message === 'hello') measurement.asked();
        publish(message, payload);
      },
    });
    this.#lists = new ListReceiver({
      gate: {
        version: async () => (await gate.request('status', {})).list.version,
        offer: async (bytes) => {
          const version = await gate.offerList(bytes);
          this.#safely(report());
          return version;
        },
      },
      publish: (message) => publish('list', JSON.stringify(message)),
      log,
    });
    this.#commander = new Commander({
      gate: (command) => gate.request('command', command),
      own: async (what) => {
        if (what === 'status') await report();
        else if (what === 'resend') this.delivery.restart();
        else await this.#lists.connected();
      },
      publish: (answer) => publish('answer', JSON.stringify(answer)),
      // The cloud seals the next key, and signs the next list, by what this says.
      onKeys: report,
      now: () => clock.utc(),
      log,
    });
  }

  async start(): Promise<void> {
    await this.#options.gate.subscribe(['position', 'event', 'alarm'], (topic, body) =>
      this.#pushed(topic, body),
    );
  }

  /** The broker can be reached. */
  connected(): void {
    this.delivery.connected(randomUUID());
    this.#safely(this.#lists.connected());
  }

  disconnected(): void {
    this.delivery.disconnected();
  }

  /** A message of the cloud. @returns false when nobody here understands it */
  receive(message: string, value: unknown): boolean {
    if (message === 'welcome' && isWelcome.Check(value)) {
      this.#options.measurement.welcomed(value);
      this.delivery.welcomed(value);
      this.#safely(this.#options.report());
    } else if (message === 'ack' && isAck.Check(value)) this.delivery.acknowledged(value);
    else if (message === 'list' && isListPart.Check(value)) this.#safely(this.#lists.received(value));
    else if (message === 'command' && isCommand.Check(value)) this.#safely(this.#commander.received(value));
    else return false;
    return true;
  }

  stop(): void {
    this.delivery.stop();
    this.#lists.stop();
  }

  /** A position is told after acknowledgements too; only new events are news. */
  #moved(last: number): void {
    if (last > this.#last) this.delivery.appended();
    this.#last = last;
  }

  #pushed<T extends Topic>(topic: T, body: Push<T>): void {
    if (topic === 'position') this.#moved((body as Push<'position'>).last);
    // What the gate has of its keys changes with them: the cloud need not wait for the next heartbeat to know.
    if (topic === 'alarm' && KEY_ALARMS.has((body as Push<'alarm'>).code))
      this.#safely(this.#options.report());
    if (topic !== 'event') return;
    const { epoch, line, event } = body as Push<'event'>;
    if (isUrgent(event)) this.#options.publish('alarm', JSON.stringify({ v: 1, epoch, line }));
  }

  /** The gate has gone in the middle of it: the next session begins anew. */
  #safely(work: Promise<void>): void {
    work.catch((error: unknown) => this.#options.log.warn({ err: error }, 'the gate does not answer'));
  }
}
