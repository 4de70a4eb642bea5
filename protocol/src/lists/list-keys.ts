import { createPublicKey, type KeyObject } from 'node:crypto';
import { VratarError } from '../errors/index.ts';

const RAW_BYTES = 32;

/**
 * A public key as configurations write it: 32 bytes, base64.
 * @throws VratarError `list_key`
 */
export function listPublicKey(text: string): KeyObject {
  const raw = Buffer.from(text, 'base64');
  if (raw.length !== RAW_BYTES) throw new VratarError('list_key', { bytes: raw.length });
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
  });
}

/** The public half of an Ed25519 key, as configurations write it. */
export function listPublicText(key: KeyObject): string {
  const { x } = createPublicKeyOf(key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url').toString('base64');
}

const createPublicKeyOf = (key: KeyObject): KeyObject =>
  key.type === 'private' ? createPublicKey(key) : key;
