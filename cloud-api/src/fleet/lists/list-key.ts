import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';

/** The environment may hold the keys (PEM, oldest first) instead of the folder. */
export const LIST_KEY_VARIABLE = 'VRATAR_LIST_KEY';

const FIRST = 'list-signing.pem';
/** The first key has no number: it is the only one that most clouds ever have. */
const NAME = /^list-signing(?:-(\d+))?\.pem$/;
const BLOCK = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

/**
 * The Ed25519 keys that sign allow lists, oldest first: of the environment, or of the folder, where the first start makes
 * one. Two while a rotation goes on.
 * @throws VratarError `list_key_unusable`, `vault_key_open_to_others`
 */
export async function openListKeys(
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<readonly KeyObject[]> {
  const given = environment[LIST_KEY_VARIABLE];
  if (given !== undefined) return (given.match(BLOCK) ?? ['']).map((pem) => parse(pem, LIST_KEY_VARIABLE));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await keyFiles(folder);
  if (found.length === 0) await create(join(folder, FIRST));
  const names = found.length === 0 ? [FIRST] : found.map(({ name }) => name);
  return Promise.all(names.map((name) => read(join(folder, name))));
}

/** Makes the next key beside those that are there. @throws VratarError `list_keys_given` */
export async function addListKey(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  refuseGiven(environment);
  const files = await keyFiles(folder);
  await create(join(folder, `list-signing-${(files.at(-1)?.number ?? 1) + 1}.pem`));
}

/**
 * Takes all but the newest key out of use; their files stay, under another name, for whoever has to explain a signature.
 * @throws VratarError `list_keys_given`
 */
export async function retireListKeys(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  refuseGiven(environment);
  for (const { name } of (await keyFiles(folder)).slice(0, -1)) {
    await rename(join(folder, name), join(folder, `${name}.retired`));
  }
}

function refuseGiven(environment: NodeJS.ProcessEnv): void {
  if (environment[LIST_KEY_VARIABLE] !== undefined) {
    throw new VratarError('list_keys_given', { variable: LIST_KEY_VARIABLE });
  }
}

async function keyFiles(folder: string): Promise<{ readonly name: string; readonly number: number }[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match === null ? [] : [{ name, number: Number(match[1] ?? 1) }];
    })
    .sort((a, b) => a.number - b.number);
}

async function read(path: string): Promise<KeyObject> {
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
