import type { PoolClient } from 'pg';
import { enqueue } from '../db/index.ts';
import { kyselyInside } from './client-kysely.ts';
import { HookFault } from './database-faults.ts';
import { saveNotes } from './group/notes.ts';
import type { GroupOutcome } from './group/store-group.ts';
import type { StoredHook } from './stored.ts';

/** Task name of the job that calls a hook again. */
export const HOOK_RETRY = 'hook_retry';

/** @throws HookFault */
export async function runHooks(
  client: PoolClient,
  hooks: readonly StoredHook[],
  { events, coverage }: Pick<GroupOutcome, 'events' | 'coverage'>,
): Promise<void> {
  if (hooks.length === 0 || events.length + coverage.length === 0) return;
  const trx = kyselyInside(client);
  for (const hook of hooks) {
    try {
      await hook.onStored(trx, events, coverage);
    } catch (error) {
      throw new HookFault(hook.name, error);
    }
  }
}

/** Leaves the events of one gateway to a job, because a hook cannot follow them now: nobody waits behind it. */
export async function postponeHook(
  client: PoolClient,
  hook: string,
  { events, coverage }: Pick<GroupOutcome, 'events' | 'coverage'>,
  now: number,
): Promise<void> {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return;
  const { gateway, epoch, school } = first;
  const stretch = { from: first.seq, through: last.seq };
  await enqueue(kyselyInside(client), HOOK_RETRY, { hook, gateway, epoch, ...stretch, coverage });
  const detail = `${hook}: events ${first.seq} to ${last.seq} of epoch ${epoch}`;
  await saveNotes(client, [{ gateway, school, code: 'hook_failed', detail }], now);
}
