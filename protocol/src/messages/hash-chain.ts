import { createHash } from 'node:crypto';

/** Predecessor of the first event of an epoch: 32 zero bytes, in hex. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The chain value of an event: SHA-256 over the predecessor's chain value (32 bytes) and the event's exact line (UTF-8).
 * @param previous hex, 64 characters
 * @param line the JSON text of the event, without the line end
 */
export function chainHash(previous: string, line: string): string {
  return createHash('sha256').update(previous, 'hex').update(line, 'utf8').digest('hex');
}
