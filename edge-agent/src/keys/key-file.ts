import { readFileSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newSealingKey, sealingKeyOf } from '@vratar/protocol/keys';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { quarantine } from '../journal/quarantine.ts';
import { syncFolderLater } from '../store/sync-folder.ts';

/** What a gate keeps of keys that no installer brought: its own pair, and what the cloud has sent it. */
const KeptKeys = Type.Object({
  v: Type.Literal(1),
  /** The gateway's own X25519 key, PEM. */
  sealing: Type.String(),
  /** Received keys of the site, 32 bytes in hex, in the order in which they came. */
  site: Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  /** Keys that some list has named: one of them that the list in force does not name is out of use. */
  named: Type.Array(Type.String()),
  /** Received list keys, and the configured ones that they took the place of. */
  lists: Type.Optional(
    Type.Object({ serial: Type.Integer(), keys: Type.Array(Type.String()), over: Type.Array(Type.String()) }),
  ),
});
export type KeptKeys = Static<typeof KeptKeys>;

/** Of a gateway that has received nothing yet. */
export const noKeptKeys = (): KeptKeys => ({
  v: 1,
  sealing: newSealingKey().export({ type: 'pkcs8', format: 'pem' }).toString(),
  site: [],
  named: [],
});

/** What became of reading the file. */
export type ReadKeys =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly kept: KeptKeys }
  /** It is none of ours, and lies under another name now. */
  | { readonly kind: 'damaged'; readonly why: string; readonly aside: string }
  /** Nobody knows what is in it: it may be whole, and nothing may be written over it. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** @param stamp names a damaged file that is put aside */
export function readKeptKeys(file: string, stamp: string): ReadKeys {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return unread(error);
  }
  try {
    return { kind: 'kept', kept: parse(text) };
  } catch (error) {
    return putAside(file, stamp, whyOf(error));
  }
}

/** As `readKeptKeys`, without blocking the thread; what is none of ours stays where it is, and unreadable. */
export async function readKeptKeysAgain(file: string): Promise<Exclude<ReadKeys, { kind: 'damaged' }>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return unread(error);
  }
  try {
    return { kind: 'kept', kept: parse(text) };
  } catch (error) {
    return { kind: 'unreadable', why: whyOf(error) };
  }
}

function unread(error: unknown): Extract<ReadKeys, { kind: 'none' | 'unreadable' }> {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'none' };
  return { kind: 'unreadable', why: String(error) };
}

/** @throws Error with what is wrong */
function parse(text: string): KeptKeys {
  const kept: unknown = JSON.parse(text);
  if (!Value.Check(KeptKeys, kept)) {
    const [first] = Value.Errors(KeptKeys, kept);
    throw new Error(`${first?.instancePath ?? ''} ${first?.message ?? 'has a wrong form'}`.trim());
  }
  sealingKeyOf(kept.sealing);
  return kept;
}

/** A parser's error may repeat what it read, which is secret. */
const whyOf = (error: unknown): string => (error instanceof SyntaxError ? 'it is no JSON' : String(error));

function putAside(file: string, stamp: string, why: string): ReadKeys {
  try {
    return { kind: 'damaged', why, aside: quarantine(file, stamp) };
  } catch (error) {
    return { kind: 'unreadable', why: `${why}; ${String(error)}` };
  }
}

/** Replaces the file, durably; it is whole at every moment. Nobody but the gate's user may read it. */
export async function writeKeptKeys(file: string, kept: KeptKeys): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(kept));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await syncFolderLater(dirname(file));
}
