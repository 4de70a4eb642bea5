import { AesBlock, BLOCK } from './aes-block.ts';
import type { SessionKeys } from './keys.ts';

/** What the PD proves its key with. Random numbers are 8 bytes each. */
export function clientCryptogram(keys: SessionKeys, rndA: Uint8Array, rndB: Uint8Array): Uint8Array {
  return new AesBlock(keys.enc).encrypt(joined(rndA, rndB));
}

/** What the ACU proves its key with. */
export function serverCryptogram(keys: SessionKeys, rndA: Uint8Array, rndB: Uint8Array): Uint8Array {
  return new AesBlock(keys.enc).encrypt(joined(rndB, rndA));
}

/** Start of the chain of MACs: stands for the reply before the first command. */
export function initialRmac(keys: SessionKeys, server: Uint8Array): Uint8Array {
  return new AesBlock(keys.mac2).encrypt(new AesBlock(keys.mac1).encrypt(server));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(first.subarray(0, 8));
  block.set(second.subarray(0, 8), 8);
  return block;
}
