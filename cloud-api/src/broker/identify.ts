import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/**
 * Who a connection is: with TLS the common name of its client certificate, which the server has verified; without, on
 * the loopback address only, the user name that it gives.
 */
export function identify(connection: Duplex, username: string | undefined): string | undefined {
  if (!(connection instanceof TLSSocket)) return username;
  if (!connection.authorized) return undefined;
  const name = connection.getPeerCertificate().subject?.CN;
  return typeof name === 'string' ? name : undefined;
}
