import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';

const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/** Bytes that `seal` adds to a plaintext. */
export const SEAL_OVERHEAD = 1 + NONCE + TAG;

/**
 * AES-256-GCM: format (1 byte), nonce (12), ciphertext, tag (16).
 * @param context bound to the ciphertext, such as `profile:<person>`: moved to another row it does not open
 */
export function seal(key: KeyObject, plaintext: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([
    Buffer.of(FORMAT),
    nonce,
    cipher.update(plaintext),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** @throws VratarError `vault_sealed` when the key, the context or the bytes are not the ones that were sealed */
export function unseal(key: KeyObject, sealed: Uint8Array, context: string): Buffer {
  try {
    if (sealed[0] !== FORMAT || sealed.length < SEAL_OVERHEAD) throw new RangeError('not a sealed value');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE))
      .setAAD(Buffer.from(context))
      .setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, -TAG)), decipher.final()]);
  } catch (cause) {
    throw new VratarError('vault_sealed', { context: context.split(':')[0]! }, {}, { cause });
  }
}
