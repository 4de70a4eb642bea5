import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import { type Database, enqueue } from '../db/index.ts';
import { beginRotation, rotateStep } from './rotate-school.ts';
import { FRESH_MS, type Vault } from './vault.ts';

/** Task that re-encrypts a school under a new key, a step at a time. */
export const ROTATE_TASK = 'vault_rotate';

/** Asks for the rotation of a school's key; the job worker does it in the background. */
export async function requestRotation(db: Kysely<Database>, vault: Vault, school: string): Promise<number> {
  const version = await beginRotation(db, vault, school);
  await enqueue(db, ROTATE_TASK, { school }, { queue: `vault:${school}`, key: `vault:${school}` });
  return version;
}

/** @param db connected as `jobs` */
export function vaultTasks(db: Kysely<Database>, vault: Vault, now: () => Date): TaskList {
  return {
    [ROTATE_TASK]: async (payload) => {
      const { school } = payload as { school: string };
      const { state } = await rotateStep(db, vault, school, now());
      if (state === 'finished') return;
      const runAt = state === 'waiting' ? new Date(now().getTime() + 2 * FRESH_MS) : undefined;
      const options = { queue: `vault:${school}`, key: `vault:${school}`, ...(runAt && { runAt }) };
      await enqueue(db, ROTATE_TASK, { school }, options);
    },
  };
}
