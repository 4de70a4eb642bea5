import { UP, upFilter } from '@vratar/protocol/messages';
import mqtt from 'mqtt';
import type { Bus, BusListener } from './bus.ts';

export interface ExternalBusOptions {
  /** mqtt:// or mqtts://, with user name and password where the broker wants them. */
  readonly url: string;
  readonly clientId: string;
  /** PEM texts for mqtts with client certificates. */
  readonly tls?: { readonly ca?: string; readonly key?: string; readonly cert?: string };
  /** Workers with the same name share the gateways' messages between them; none: this one gets all. */
  readonly share?: string;
  readonly listener: BusListener;
  readonly onStatus: (connected: boolean, reason: string) => void;
}

/** The cloud as a client of a broker of yours. */
export async function connectExternalBus(options: ExternalBusOptions): Promise<Bus> {
  const { url, clientId, tls, share, listener, onStatus } = options;
  const client = mqtt.connect(url, {
    clientId,
    clean: true,
    protocolVersion: 5,
    reconnectPeriod: 1_000,
    connectTimeout: 10_000,
    queueQoSZero: false,
    ...tls,
  });
  client.on('connect', () => onStatus(true, 'connected'));
  client.on('close', () => onStatus(false, 'the connection has ended'));
  client.on('error', (error) => onStatus(false, error.message));
  client.on('message', listener);
  const prefix = share === undefined ? '' : `$share/${share}/`;
  const filters = UP.map((message) => `${prefix}${upFilter(message)}`);
  client.on('connect', () => client.subscribe(filters, { qos: 1 }));
  return {
    get connected() {
      return client.connected;
    },
    publish: (topic, payload, sure = false) => {
      if (client.connected) client.publish(topic, payload, { qos: sure ? 1 : 0 });
    },
    stop: async () => {
      await client.endAsync(true);
    },
  };
}
