import { environmentKeys, MASTER_KEYS_VARIABLE } from './environment-keys.ts';
import { fileKeys } from './file-keys.ts';
import { Vault } from './vault.ts';

/**
 * The vault under the master keys of the environment where they are given, else of the folder.
 * @param folder of key files; best on another disk, and in another backup, than the database
 */
export async function openVault(folder: string, environment: NodeJS.ProcessEnv): Promise<Vault> {
  const given = environment[MASTER_KEYS_VARIABLE] !== undefined;
  return new Vault(given ? environmentKeys(environment) : await fileKeys(folder));
}
