import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';
import { Link } from './link.ts';
import type { LinkSettings } from './settings.ts';

export interface RunLinkOptions {
  readonly gateway: string;
  readonly settings: LinkSettings;
  /** Folder that relative paths of the settings start from. */
  readonly folder: string;
  readonly socketFolder: string;
  readonly data: string;
  readonly release: string;
  readonly log: Logger;
}

/**
 * Starts the process `link` from its settings.
 * @throws VratarError `broker_tls` for a certificate that cannot be read
 */
export function runLink(options: RunLinkOptions): Link {
  const { settings, folder, gateway, socketFolder, data, release, log } = options;
  const { url, ca, cert, key } = settings.broker;
  const tls = Object.fromEntries(
    Object.entries({ ca, cert, key })
      .filter(([, file]) => file !== undefined)
      .map(([name, file]) => [name, readPem(resolve(folder, file!))]),
  );
  const heartbeatMs = settings.heartbeatSeconds * 1_000;
  const link = new Link({ gateway, socketFolder, data, release, log, heartbeatMs, broker: { url, tls } });
  link.start();
  return link;
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new VratarError('broker_tls', { path, why: (cause as Error).message }, {}, { cause });
  }
}
