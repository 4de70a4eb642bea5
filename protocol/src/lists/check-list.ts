import { VratarError } from '../errors/index.ts';
import type { ListHeader } from './document.ts';

/** The list in force, as far as a new one is compared with it. */
export interface ListInForce {
  readonly version: number;
}

/**
 * Whether an opened document may replace or change the list in force. A list never goes back: an older one would let
 * blocked cards in again.
 *
 * @param inForce undefined before the first list
 * @throws VratarError `list_older`, `list_base`
 */
export function checkList(header: ListHeader, inForce: ListInForce | undefined): void {
  const version = inForce?.version ?? 0;
  if (header.version <= version) throw new VratarError('list_older', { found: header.version, version });
  if (header.kind === 'delta' && header.base !== version) {
    throw new VratarError('list_base', { base: header.base, version });
  }
}

/**
 * The last check, inside the transaction that has applied the document: is the result what the cloud says it is?
 *
 * @param digest of the list as it now stands
 * @throws VratarError `list_digest`: then the transaction must be rolled back
 */
export function checkDigest(header: ListHeader, digest: string): void {
  if (digest !== header.digest) throw new VratarError('list_digest', { version: header.version });
}
