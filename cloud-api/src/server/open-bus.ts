import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';
import { type Bus, type BusListener, connectExternalBus, startEmbeddedBroker } from '../broker/index.ts';
import type { CloudConfig } from './config.ts';

export interface OpenBusOptions {
  readonly settings: CloudConfig['broker'];
  readonly environment: NodeJS.ProcessEnv;
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly log: Logger;
  readonly listener: BusListener;
  /** Whether a gateway may connect to the embedded broker. */
  readonly admits: (gateway: string) => boolean;
  /** @param from network address of whoever was refused, where it matters */
  readonly onRefused: (code: string, gateway: string | undefined, from: string | undefined) => void;
}

export interface OpenBus {
  readonly bus: Bus;
  /** Where gateways connect; undefined with a broker of yours. */
  readonly port: number | undefined;
}

/** The broker as configured: embedded, or a connection to one of yours. */
export async function openBus(options: OpenBusOptions): Promise<OpenBus> {
  const { settings, environment, folder, log, listener, admits, onRefused } = options;
  const tls = settings.tls && {
    ca: readPem(resolve(folder, settings.tls.ca)),
    cert: readPem(resolve(folder, settings.tls.cert)),
    key: readPem(resolve(folder, settings.tls.key)),
  };
  const url = environment.MQTT_URL || settings.url;
  if (url === undefined) {
    const { host, port } = settings;
    const refused = (gateway: string | undefined, code: string, from?: string) => {
      onRefused(code, gateway, from);
      log.warn({ gateway, code }, 'the broker refused a gateway');
    };
    const broker = await startEmbeddedBroker({
      host,
      port,
      listener,
      admits,
      onRefused: refused,
      ...(tls === undefined ? {} : { tls }),
    });
    return { bus: broker, port: broker.port };
  }
  if (!URL.canParse(url)) throw new VratarError('broker_url', { why: 'it is not a URL' });
  const bus = await connectExternalBus({
    url,
    clientId: `vratar-cloud-${hostname()}-${process.pid}`,
    listener,
    onStatus: (connected, reason) => log[connected ? 'info' : 'warn']({ reason }, 'broker'),
    ...(tls === undefined ? {} : { tls }),
    ...(settings.share === '' ? {} : { share: settings.share }),
  });
  return { bus, port: undefined };
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new VratarError('broker_tls', { path, why: (cause as Error).message }, {}, { cause });
  }
}
