import { AesBlock, BLOCK, xorBlock } from './aes-block.ts';
import type { SessionKeys } from './keys.ts';

/** First padding byte; zeroes follow. */
const PAD = 0x80;

/** MAC and encryption under the keys of one session, contexts open as long as it lives. */
export class ChannelCipher {
  readonly #enc: AesBlock;
  readonly #mac1: AesBlock;
  readonly #mac2: AesBlock;

  constructor(keys: SessionKeys) {
    this.#enc = new AesBlock(keys.enc);
    this.#mac1 = new AesBlock(keys.mac1);
    this.#mac2 = new AesBlock(keys.mac2);
  }

  /** All 16 bytes; the first 4 travel. `previous` is the last MAC of the other direction. Padded only when needed. */
  mac(covered: Uint8Array, previous: Uint8Array): Uint8Array {
    const padded = new Uint8Array(Math.max(BLOCK, Math.ceil(covered.length / BLOCK) * BLOCK));
    padded.set(covered);
    if (covered.length < padded.length) padded[covered.length] = PAD;
    let chained = previous;
    for (let at = 0; at < padded.length; at += BLOCK) {
      xorBlock(padded, at, chained);
      const last = at + BLOCK === padded.length;
      chained = (last ? this.#mac2 : this.#mac1).encrypt(padded.subarray(at, at + BLOCK));
    }
    return chained;
  }

  /** Always padded, so data of 16 bytes takes 32. `previous` is the last MAC of the other direction. */
  encrypt(data: Uint8Array, previous: Uint8Array): Uint8Array {
    const blocks = new Uint8Array((Math.floor(data.length / BLOCK) + 1) * BLOCK);
    blocks.set(data);
    blocks[data.length] = PAD;
    let chained = inverted(previous);
    for (let at = 0; at < blocks.length; at += BLOCK) {
      xorBlock(blocks, at, chained);
      chained = this.#enc.encrypt(blocks.subarray(at, at + BLOCK));
      blocks.set(chained, at);
    }
    return blocks;
  }

  /** Undefined when the length is no multiple of a block, or the padding is none. */
  decrypt(encrypted: Uint8Array, previous: Uint8Array): Uint8Array | undefined {
    if (encrypted.length === 0) return encrypted;
    if (encrypted.length % BLOCK !== 0) return undefined;
    const plain = this.#enc.decrypt(encrypted);
    xorBlock(plain, 0, inverted(previous));
    for (let at = BLOCK; at < plain.length; at += BLOCK) xorBlock(plain, at, encrypted, at - BLOCK);
    let end = plain.length - 1;
    while (end >= plain.length - BLOCK && plain[end] === 0) end -= 1;
    return end >= plain.length - BLOCK && plain[end] === PAD ? plain.subarray(0, end) : undefined;
  }
}

function inverted(mac: Uint8Array): Uint8Array {
  return mac.map((byte) => ~byte & 0xff);
}
