import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** A key that serves one purpose only, derived from a data key. */
export function subkey(dataKey: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), `vratar ${purpose}`, 32)));
}

/**
 * A keyed hash that finds equal values without opening any.
 * @param parts joined with their lengths, so that no two lists of parts collide
 */
export function blindIndex(key: KeyObject, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hmac.update(length).update(bytes);
  }
  return hmac.digest();
}
