import { randomUUID } from 'node:crypto';
import { Ack, type GatewayState, Welcome } from '@vratar/protocol/delivery';
import type { Logger } from 'pino';
import { Compile } from 'typebox/compile';
import { type MachineClock, machineClock } from '../clock/machine-clock.ts';
import type { GateClient } from '../socket/gate-client.ts';
import type { Push, Topic } from '../socket/operations.ts';
import { Delivery } from './delivery/delivery.ts';
import { GateJournal } from './delivery/gate-journal.ts';
import { gateLoop } from './gate-loop.ts';
import { type Health, machineHealth } from './presence/health.ts';
import { isUrgent } from './presence/live-alarms.ts';
import { Measurement } from './presence/measurement.ts';
import { report } from './presence/report.ts';
import { Uplink } from './uplink/uplink.ts';

export interface LinkOptions {
  readonly gateway: string;
  readonly socketFolder: string;
  /** Folder of the journal: its disk is reported. */
  readonly data: string;
  readonly broker: {
    readonly url: string;
    readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  };
  readonly heartbeatMs: number;
  readonly release: string;
  readonly log: Logger;
}

const isWelcome = Compile(Welcome);
const isAck = Compile(Ack);

/** The process `link`: brings the journal to the cloud, and the cloud's wishes to the gate. */
export class Link {
  readonly #options: LinkOptions;
  readonly #clock: MachineClock = machineClock();
  readonly #measurement = new Measurement(this.#clock);
  readonly #health: Health;
  readonly #uplink: Uplink;
  readonly #stopping = new AbortController();
  #gate: GateClient | undefined;
  #delivery: Delivery | undefined;
  #connection = '';
  #running: Promise<void> | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#health = machineHealth(options.data);
    const { gateway, broker, log } = options;
    this.#uplink = new Uplink({
      gateway,
      ...broker,
      log,
      will: (connection) => JSON.stringify({ v: 1, kind: 'will', connection } satisfies GatewayState),
      newConnection: randomUUID,
      random: Math.random,
      onConnected: (connection) => this.#connected(connection),
      onDisconnected: () => this.#delivery?.disconnected(),
      onMessage: (message, payload) => this.#receive(message, payload),
    });
  }

  start(): void {
    const { socketFolder, release, log, heartbeatMs } = this.#options;
    const client = `link ${release}`;
    const onGate = (gate: GateClient) => this.#onGate(gate);
    this.#running = gateLoop({ folder: socketFolder, client, log, onGate }, this.#stopping.signal);
    this.#heartbeat = setInterval(() => void this.#report('heartbeat'), heartbeatMs);
    this.#uplink.start();
  }

  /** Says goodbye, so that nobody takes a maintenance stop for a failure. */
  async stop(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#report('bye');
    this.#delivery?.stop();
    await this.#uplink.stop();
    this.#stopping.abort();
    await this.#running;
  }

  async #onGate(gate: GateClient): Promise<() => void> {
    const { log, release } = this.#options;
    const delivery = new Delivery({
      journal: new GateJournal(gate),
      clock: this.#clock,
      release,
      log,
      publish: (message, payload) => {
        if (message === 'hello') this.#measurement.asked();
        this.#uplink.publish(message, payload);
      },
    });
    this.#gate = gate;
    this.#delivery = delivery;
    const gone = () => {
      delivery.stop();
      this.#gate = undefined;
      this.#delivery = undefined;
    };
    try {
      await gate.subscribe(['position', 'event'], (topic, body) => this.#pushed(topic, body));
    } catch (error) {
      gone();
      throw error;
    }
    if (this.#uplink.connected) delivery.connected(randomUUID());
    return gone;
  }

  #pushed<T extends Topic>(topic: T, body: Push<T>): void {
    if (topic === 'position') this.#delivery?.appended();
    if (topic !== 'event') return;
    const { epoch, line, event } = body as Push<'event'>;
    if (isUrgent(event)) this.#uplink.publish('alarm', JSON.stringify({ v: 1, epoch, line }));
  }

  #connected(connection: string): void {
    this.#connection = connection;
    void this.#report('birth');
    this.#delivery?.connected(randomUUID());
  }

  #receive(message: string, payload: Buffer): void {
    const value = jsonOf(payload);
    if (message === 'welcome' && isWelcome.Check(value)) {
      this.#measurement.welcomed(value);
      this.#delivery?.welcomed(value);
      void this.#report('heartbeat');
    } else if (message === 'ack' && isAck.Check(value)) this.#delivery?.acknowledged(value);
    else this.#options.log.warn({ message }, 'a message of the cloud is not understood');
  }

  async #report(kind: 'birth' | 'heartbeat' | 'bye'): Promise<void> {
    if (!this.#uplink.connected) return;
    const state = this.#delivery?.state;
    const message = await report({
      kind,
      connection: this.#connection,
      release: this.#options.release,
      clock: this.#clock,
      health: this.#health,
      gate: this.#gate,
      acked: state !== undefined && 'acked' in state ? state.acked : undefined,
      measurement: this.#measurement.take(),
    });
    this.#uplink.publish('state', JSON.stringify(message));
  }
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
