import { createHash } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Vault } from '../../vault/index.ts';

/** A key is remembered so long. */
export const KEY_HOURS = 24;

export interface OnceContext {
  /** Sees the school; what `work` does is done in it. */
  readonly trx: Transaction<Database>;
  readonly vault: Vault;
  readonly school: string;
  /** Account or token: keys of two callers never meet. */
  readonly caller: string;
  readonly now: Date;
}

/** A request that may come again. */
export interface Repeatable {
  /** The caller's key. */
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

interface Kept {
  readonly digest: string;
  readonly answer: unknown;
}

/**
 * Does the work of a request once, however often it comes, and gives the first answer to all. Key, work and answer are
 * one transaction: what failed has left nothing behind and may be tried again, and of two at once the second waits for
 * the first. The answer can hold names, so it is sealed under the school's key.
 * @throws VratarError `idempotency_key_reused` for another request with the key, `idempotency_answer_gone`
 */
export async function once<T>(
  context: OnceContext,
  request: Repeatable,
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly replayed: boolean }> {
  const row = { school: context.school, caller: context.caller, key: hash(request.key) };
  const digest = hash(JSON.stringify([request.method, request.url, bodyOf(request.body)])).toString('hex');
  if (!(await claim(context, row)))
    return { answer: (await recall(context, row, digest)) as T, replayed: true };
  const answer = await work();
  const keys = await context.vault.school(context.trx, context.school);
  const { version, sealed } = keys.seal(Buffer.from(JSON.stringify({ digest, answer })), contextOf(row));
  await context.trx
    .updateTable('idempotent_answer')
    .set({ version, sealed })
    .where('school', '=', row.school)
    .where('caller', '=', row.caller)
    .where('key', '=', row.key)
    .execute();
  return { answer, replayed: false };
}

interface Row {
  readonly school: string;
  readonly caller: string;
  readonly key: Buffer;
}

const contextOf = ({ caller, key }: Row): string => `answer:${caller}:${key.toString('hex')}`;
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const bodyOf = (body: unknown): unknown =>
  Buffer.isBuffer(body) ? hash(body.toString('base64')).toString('hex') : body;

/** @returns whether the key is this request's; waits for another transaction that has just taken it */
async function claim({ trx, now }: OnceContext, { school, caller, key }: Row): Promise<boolean> {
  const expires = new Date(now.getTime() + KEY_HOURS * 3_600_000);
  const { rows } = await sql`
    insert into idempotent_answer as known (school, caller, key, expires_at)
      values (${school}, ${caller}, ${key}, ${expires})
    on conflict (school, caller, key) do update
      set expires_at = excluded.expires_at, version = null, sealed = null where known.expires_at <= ${now}
    returning true`.execute(trx);
  return rows.length > 0;
}

async function recall({ trx, vault, school }: OnceContext, row: Row, digest: string): Promise<unknown> {
  const { version, sealed } = await trx
    .selectFrom('idempotent_answer')
    .select(['version', 'sealed'])
    .where('school', '=', row.school)
    .where('caller', '=', row.caller)
    .where('key', '=', row.key)
    .executeTakeFirstOrThrow();
  if (version === null || sealed === null) throw new VratarError('idempotency_answer_gone');
  const keys = await vault.school(trx, school);
  let kept: Kept;
  try {
    kept = JSON.parse(keys.unseal({ version, sealed }, contextOf(row)).toString()) as Kept;
  } catch (cause) {
    // The school's key was changed in between, and what was short-lived was not sealed anew.
    if (cause instanceof VratarError && cause.code === 'vault_no_key') {
      throw new VratarError('idempotency_answer_gone', {}, {}, { cause });
    }
    throw cause;
  }
  if (kept.digest !== digest)
    throw new VratarError('idempotency_key_reused', {}, { field: 'headers/idempotency-key' });
  return kept.answer;
}
