import type { KeyObject } from 'node:crypto';
import { cardKeyId, siteKeyOf } from '../cards/index.ts';
import { VratarError } from '../errors/index.ts';
import type { SiteKeyDocument } from './document.ts';
import { seal, unseal } from './seal.ts';

const context = (gateway: string, id: string): string => `site key\n${gateway}\n${id}`;

/** A site's key for one gateway. @param to the gateway's public sealing key @param bytes 32 */
export function siteKeyDocument(gateway: string, to: KeyObject, bytes: Uint8Array): SiteKeyDocument {
  const id = cardKeyId(siteKeyOf(bytes));
  return { kind: 'site_key', v: 1, gateway, id, sealed: seal(to, bytes, context(gateway, id)) };
}

/** @returns the key's 32 bytes. @throws VratarError `key_not_ours`, `key_malformed` when it is not the key that it says */
export function openSiteKey({ gateway, id, sealed }: SiteKeyDocument, own: KeyObject): Buffer {
  const bytes = unseal(own, sealed, context(gateway, id));
  if (bytes.length !== 32 || cardKeyId(siteKeyOf(bytes)) !== id) throw new VratarError('key_malformed');
  return bytes;
}
