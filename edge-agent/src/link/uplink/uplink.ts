import { downFilter, type Up, upTopic } from '@vratar/protocol/messages';
import mqtt, { type MqttClient } from 'mqtt';
import type { Logger } from 'pino';
import { BackOff } from './back-off.ts';

export interface UplinkOptions {
  readonly gateway: string;
  readonly url: string;
  /** PEM texts. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** The message that the broker publishes when the connection breaks. */
  readonly will: (connection: string) => string;
  /** Names a connection; unique for all time. */
  readonly newConnection: () => string;
  readonly random: () => number;
  readonly log: Logger;
  readonly onConnected: (connection: string) => void;
  readonly onDisconnected: () => void;
  readonly onMessage: (message: string, payload: Buffer) => void;
}

const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 60_000;
const KEEP_ALIVE_S = 30;
/** A connection that held this long was a good one: the next attempt comes soon. */
const GOOD_AFTER_MS = 10_000;

/**
 * The connection to the broker, made anew after each loss: nothing of an earlier one is kept, because the journal is
 * the only queue. Publishes only while connected.
 */
export class Uplink {
  readonly #options: UplinkOptions;
  readonly #backOff: BackOff;
  #client: MqttClient | undefined;
  #ready = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: UplinkOptions) {
    this.#options = options;
    this.#backOff = new BackOff(FIRST_WAIT_MS, MOST_WAIT_MS, options.random);
  }

  get connected(): boolean {
    return this.#ready;
  }

  start(): void {
    this.#connect();
  }

  /** @param sure QoS 1; without a connection the message is dropped */
  publish(message: Up, payload: string, sure = true): void {
    if (!this.#ready) return;
    this.#client?.publish(upTopic(this.#options.gateway, message), payload, { qos: sure ? 1 : 0 });
  }

  /** Ends the connection after what was published has left; without a will. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    if (client === undefined) return;
    this.#client = undefined;
    await Promise.race([
      client.endAsync(!this.#ready),
      new Promise((done) => setTimeout(done, 2_000).unref()),
    ]);
    this.#ready = false;
  }

  #connect(): void {
    const { gateway, url, tls, will, newConnection, log } = this.#options;
    const connection = newConnection();
    const client = mqtt.connect(url, {
      clientId: gateway,
      username: gateway,
      clean: true,
      keepalive: KEEP_ALIVE_S,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      queueQoSZero: false,
      resubscribe: false,
      will: {
        topic: upTopic(gateway, 'state'),
        payload: Buffer.from(will(connection)),
        qos: 1,
        retain: false,
      },
      ...tls,
    });
    this.#client = client;
    let since: number | undefined;
    client.on('error', (error) => log.warn({ err: error.message }, 'broker'));
    client.on('message', (topic, payload) => {
      this.#options.onMessage(topic.slice(topic.lastIndexOf('/') + 1), payload);
    });
    client.on('connect', () => {
      client.subscribe(downFilter(gateway), { qos: 1 }, (error) => {
        if (error !== null || this.#client !== client) return client.end(true);
        since = performance.now();
        this.#ready = true;
        this.#options.onConnected(connection);
      });
    });
    client.on('close', () => {
      if (since !== undefined && performance.now() - since >= GOOD_AFTER_MS) this.#backOff.reset();
      this.#closed(client);
    });
  }

  #closed(client: MqttClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.removeAllListeners();
    client.on('error', () => undefined);
    if (this.#ready) {
      this.#ready = false;
      this.#options.onDisconnected();
    }
    if (this.#stopped) return;
    const ms = this.#backOff.next();
    this.#options.log.info({ ms }, 'no connection to the broker; trying again');
    this.#timer = setTimeout(() => this.#connect(), ms);
  }
}
