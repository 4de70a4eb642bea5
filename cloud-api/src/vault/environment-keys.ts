import { VratarError } from '@vratar/protocol/errors';
import { parseKey } from './file-keys.ts';
import type { KeyProvider } from './key-provider.ts';
import { masterKeys } from './master-keys.ts';

/** Variable with the master keys: base64, 32 bytes each, separated by commas, newest first. */
export const MASTER_KEYS_VARIABLE = 'VRATAR_MASTER_KEYS';

/** Master keys from the environment, as containers and systemd credentials bring them. */
export function environmentKeys(environment: NodeJS.ProcessEnv): KeyProvider {
  const text = environment[MASTER_KEYS_VARIABLE];
  if (text === undefined || text.trim() === '') {
    throw new VratarError('vault_key_invalid', { bytes: 0 }, { file: MASTER_KEYS_VARIABLE });
  }
  const [first, ...rest] = text.split(',').map((part) => parseKey(part, MASTER_KEYS_VARIABLE));
  return masterKeys([first!, ...rest]);
}
