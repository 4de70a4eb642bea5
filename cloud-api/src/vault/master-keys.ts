import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import type { KeyProvider } from './key-provider.ts';
import { seal, unseal } from './seal.ts';

/** Length of every key here, in bytes. */
export const KEY_BYTES = 32;

/**
 * A provider over master keys that are in memory. The first one wraps, all of them unwrap.
 * @param keys raw, 32 bytes each, newest first
 */
export function masterKeys(keys: readonly [Buffer, ...Buffer[]]): KeyProvider {
  const byName = new Map(keys.map((key) => [masterName(key), createSecretKey(key)]));
  const current = masterName(keys[0]);
  return {
    current,
    wrap: async (key, context) => ({ master: current, wrapped: seal(byName.get(current)!, key, context) }),
    unwrap: async ({ master, wrapped }, context) => unseal(find(byName, master), wrapped, context),
  };
}

/** Names a key without telling anything of it. */
function masterName(key: Buffer): string {
  return createHash('sha256').update('vratar master key').update(key).digest('hex').slice(0, 16);
}

function find(keys: ReadonlyMap<string, KeyObject>, master: string): KeyObject {
  const key = keys.get(master);
  if (key === undefined) throw new VratarError('vault_master_missing', { master });
  return key;
}
