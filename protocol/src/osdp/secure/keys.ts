import { AesBlock, BLOCK } from './aes-block.ts';

/** The key that every PD has before it gets its own. Public, so a session under it proves nothing. */
export const DEFAULT_KEY: Uint8Array = Uint8Array.from({ length: BLOCK }, (_, i) => 0x30 + i);

/** Which base key a session was opened under: SCBK-D or the site's own SCBK. */
export type KeySelector = 'default' | 'site';

/** The selector's byte in SCS_11 to SCS_13. */
export const SELECTOR_BYTE = { default: 0, site: 1 } as const satisfies Record<KeySelector, number>;

/** Keys of one session. */
export interface SessionKeys {
  readonly enc: Uint8Array;
  readonly mac1: Uint8Array;
  readonly mac2: Uint8Array;
}

/** Session keys of base key and the ACU's random number, of which the first 6 bytes count (IEC 60839-11-5, annex D). */
export function deriveSessionKeys(baseKey: Uint8Array, rndA: Uint8Array): SessionKeys {
  const aes = new AesBlock(baseKey);
  const derive = (first: number, second: number) => {
    const block = new Uint8Array(BLOCK);
    block[0] = first;
    block[1] = second;
    block.set(rndA.subarray(0, 6), 2);
    return aes.encrypt(block);
  };
  return { enc: derive(0x01, 0x82), mac1: derive(0x01, 0x01), mac2: derive(0x01, 0x02) };
}

/** A PD's own base key of a master key and its cUID (8 bytes): the older way of giving each PD another key. */
export function diversifyKey(masterKey: Uint8Array, cuid: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(cuid.subarray(0, 8));
  for (let i = 0; i < 8; i += 1) block[8 + i] = ~block[i]! & 0xff;
  return new AesBlock(masterKey).encrypt(block);
}
