import { type Cipheriv, createCipheriv, createDecipheriv, type Decipheriv } from 'node:crypto';

export const BLOCK = 16;

/**
 * AES-128 under one key, block by block, kept open: a block through an open context costs about 2 µs, opening one for
 * each message 30 to 50 µs. Chaining is done by hand above it, because a CBC context cannot be given a new IV.
 */
export class AesBlock {
  readonly #cipher: Cipheriv;
  readonly #decipher: Decipheriv;

  /** `key`: 16 bytes. */
  constructor(key: Uint8Array) {
    this.#cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    this.#decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  }

  /** Each block by itself (ECB); `blocks` is a multiple of 16 bytes. */
  encrypt(blocks: Uint8Array): Uint8Array {
    return this.#cipher.update(blocks);
  }

  /** Each block by itself (ECB); `blocks` is a multiple of 16 bytes. */
  decrypt(blocks: Uint8Array): Uint8Array {
    return this.#decipher.update(blocks);
  }
}

/** `target[at + i] ^= mask[i]` over one block. */
export function xorBlock(target: Uint8Array, at: number, mask: Uint8Array, maskAt = 0): void {
  for (let i = 0; i < BLOCK; i += 1) target[at + i]! ^= mask[maskAt + i]!;
}
