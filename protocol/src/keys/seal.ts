import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { type Static, Type } from 'typebox';
import { VratarError } from '../errors/index.ts';
import { sealingPublicKey, sealingPublicText } from './sealing-key.ts';

const TAG_BYTES = 16;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** A few bytes that only the owner of one X25519 key can read. */
export const Sealed = Type.Object({
  /** Public half of the sender's pair of this one message; base64. */
  ephemeral: Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' }),
  /** Ciphertext and tag (AES-256-GCM); base64. */
  bytes: Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 400 }),
});
export type Sealed = Static<typeof Sealed>;

/**
 * Seals bytes to a public key: X25519 with a fresh pair, HKDF-SHA-256 over both public keys, AES-256-GCM. Key and nonce
 * serve one message.
 * @param context what the bytes are and for whom; opening under another context fails
 */
export function seal(to: KeyObject, bytes: Uint8Array, context: string): Sealed {
  const { privateKey } = generateKeyPairSync('x25519');
  const ephemeral = sealingPublicText(privateKey);
  const { key, nonce } = derive(privateKey, to, ephemeral, sealingPublicText(to), context);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return { ephemeral, bytes: sealed.toString('base64') };
}

/** @throws VratarError `key_not_ours`: sealed to another key, under another context, or changed on its way */
export function unseal(own: KeyObject, sealed: Sealed, context: string): Buffer {
  try {
    const { ephemeral } = sealed;
    const { key, nonce } = derive(
      own,
      sealingPublicKey(ephemeral),
      ephemeral,
      sealingPublicText(own),
      context,
    );
    const all = Buffer.from(sealed.bytes, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(all.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(all.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new VratarError('key_not_ours', {}, {}, { cause });
  }
}

function derive(privateKey: KeyObject, publicKey: KeyObject, from: string, to: string, context: string) {
  const secret = diffieHellman({ privateKey, publicKey });
  const salt = Buffer.concat([Buffer.from(from, 'base64'), Buffer.from(to, 'base64')]);
  const info = `vratar sealed key 1\n${context}`;
  const derived = Buffer.from(hkdfSync('sha256', secret, salt, info, KEY_BYTES + NONCE_BYTES));
  return { key: derived.subarray(0, KEY_BYTES), nonce: derived.subarray(KEY_BYTES) };
}
