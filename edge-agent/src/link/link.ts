import { randomUUID } from 'node:crypto';
import type { GatewayState } from '@vratar/protocol/delivery';
import type { Logger } from 'pino';
import { type MachineClock, machineClock } from '../clock/machine-clock.ts';
import type { GateClient } from '../socket/gate-client.ts';
import { gateLoop } from './gate-loop.ts';
import { GateSession } from './gate-session.ts';
import { type Health, machineHealth } from './presence/health.ts';
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

/** The process `link`: brings the journal to the cloud, and the cloud's wishes to the gate. */
export class Link {
  readonly #options: LinkOptions;
  readonly #clock: MachineClock = machineClock();
  readonly #measurement = new Measurement(this.#clock);
  readonly #health: Health;
  readonly #uplink: Uplink;
  readonly #stopping = new AbortController();
  #gate: GateClient | undefined;
  #session: GateSession | undefined;
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
      onDisconnected: () => this.#session?.disconnected(),
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
    this.#session?.stop();
    await this.#uplink.stop();
    this.#stopping.abort();
    await this.#running;
  }

  async #onGate(gate: GateClient): Promise<() => void> {
    const { log, release } = this.#options;
    const session = new GateSession({
      gate,
      clock: this.#clock,
      measurement: this.#measurement,
      release,
      log,
      publish: (message, payload) => this.#uplink.publish(message, payload),
      report: () => this.#report('heartbeat'),
    });
    const gone = () => {
      session.stop();
      this.#gate = undefined;
      this.#session = undefined;
    };
    try {
      await session.start();
    } catch (error) {
      gone();
      throw error;
    }
    this.#gate = gate;
    this.#session = session;
    if (this.#uplink.connected) session.connected();
    return gone;
  }

  #connected(connection: string): void {
    this.#connection = connection;
    void this.#report('birth');
    this.#session?.connected();
  }

  #receive(message: string, payload: Buffer): void {
    if (this.#session === undefined) return;
    if (!this.#session.receive(message, jsonOf(payload)))
      this.#options.log.warn({ message }, 'a message of the cloud is not understood');
  }

  async #report(kind: 'birth' | 'heartbeat' | 'bye'): Promise<void> {
    if (!this.#uplink.connected) return;
    const state = this.#session?.delivery.state;
    const message = await report({
      kind,
      connection: this.#connection,
      release: this.#options.release,
      clock: this.#clock,
      health: this.#health,
      gate: this.#gate,
      acked: state !== undefined && 'acked' in state ? state.acked : undefined,
      measurement: this.#measurement.take(),
      log: this.#options.log,
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
