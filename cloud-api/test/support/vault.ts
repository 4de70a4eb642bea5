import { masterKeys, Vault } from '../../src/vault/index.ts';

/** A vault under a fixed master key. */
export const testVault = (now?: () => number): Vault => new Vault(masterKeys([Buffer.alloc(32, 7)]), now);
