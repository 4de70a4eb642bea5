import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import type { KeyProvider } from './key-provider.ts';
import { KEY_BYTES, masterKeys } from './master-keys.ts';

const NAME = /^master-(\d{4})\.key$/;

/**
 * Master keys in a folder, one file each (`master-0001.key`, base64), the highest number wraps. The first is made
 * here. Keep copies apart from the database's backups: together they read everything, apart nothing.
 */
export async function fileKeys(folder: string): Promise<KeyProvider> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await keyFiles(folder)).reverse();
  if (names.length === 0) names.push(await writeKey(folder, 1));
  const keys = await Promise.all(names.map((name) => readKey(join(folder, name))));
  return masterKeys(keys as [Buffer, ...Buffer[]]);
}

/** Adds a master key that wraps from the next start on; `vault rotate` then wraps every data key by it. */
export async function addFileKey(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const last = (await keyFiles(folder)).at(-1);
  return writeKey(folder, Number(NAME.exec(last ?? '')?.[1] ?? 0) + 1);
}

async function keyFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
}

async function writeKey(folder: string, number: number): Promise<string> {
  const name = `master-${String(number).padStart(4, '0')}.key`;
  const file = await open(join(folder, name), 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    // Everything sealed under a key that a power cut takes away is lost.
    await file.sync();
  } finally {
    await file.close();
  }
  const directory = await open(folder);
  await directory.sync();
  await directory.close();
  return name;
}

async function readKey(path: string): Promise<Buffer> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new VratarError('vault_key_open_to_others', {}, { file: path });
  }
  return parseKey(await readFile(path, 'utf8'), path);
}

/** @throws VratarError `vault_key_invalid` naming where it came from */
export function parseKey(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new VratarError('vault_key_invalid', { bytes: key.length }, { file: source });
  return key;
}
