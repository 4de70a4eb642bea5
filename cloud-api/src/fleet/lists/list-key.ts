import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';

/** The environment may hold the key (PEM) instead of the folder. */
export const LIST_KEY_VARIABLE = 'VRATAR_LIST_KEY';

const FILE = 'list-signing.pem';

/**
 * The Ed25519 key that signs allow lists: of the environment, or of the folder, where the first start makes it.
 * @throws VratarError `list_key_unusable`, `vault_key_open_to_others`
 */
export async function openListKey(folder: string, environment: NodeJS.ProcessEnv): Promise<KeyObject> {
  const given = environment[LIST_KEY_VARIABLE];
  if (given !== undefined) return parse(given, LIST_KEY_VARIABLE);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  await create(path);
  if (((await stat(path)).mode & 0o077) !== 0) {
    throw new VratarError('vault_key_open_to_others', {}, { file: path });
  }
  return parse(await readFile(path, 'utf8'), path);
}

function parse(pem: string, source: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The error below says all that the reader needs.
  }
  throw new VratarError('list_key_unusable', {}, { file: source });
}

/** Makes the key unless it is there; of two processes that start together one makes it. */
async function create(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    // Gateways trust this key: one that a power cut takes away leaves them all without new lists.
    await file.sync();
  } finally {
    await file.close();
  }
}
