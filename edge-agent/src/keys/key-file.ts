import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newSealingKey, sealingKeyOf } from '@vratar/protocol/keys';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

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

/** @returns undefined where there is no file; `damaged` where it is none of ours */
export function readKeptKeys(file: string): KeptKeys | 'damaged' | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!Value.Check(KeptKeys, kept)) return 'damaged';
    sealingKeyOf(kept.sealing);
    return kept;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'damaged';
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
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
