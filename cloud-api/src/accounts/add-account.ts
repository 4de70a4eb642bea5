import { randomUUID } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql } from 'kysely';
import { audit } from '../audit/index.ts';
import type { Database } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';
import { accountByLogin } from './find-account.ts';
import { hashPassword } from './passwords/password.ts';

/** One address, nothing around it; whether it receives mail only mail can tell. */
export const LOGIN = /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,189}$/;

export interface NewAccount {
  readonly login: string;
  /** Absent: no password opens the account; an identity provider vouches for its holder. */
  readonly password?: string;
  /** Whether the holder has to take another password first, because somebody else knows this one. */
  readonly mustChange?: boolean;
  /** Of mails. */
  readonly language?: 'bg' | 'ru' | 'en';
}

/** No hash: matches nothing. */
const NO_PASSWORD = '!';

/**
 * Enters a personal account (D7); it may do nothing until it has a role.
 * @param db connected as `jobs`
 * @throws VratarError `login_invalid`, `login_known`, `password_length`
 */
export async function addAccount(
  db: Kysely<Database>,
  vault: Vault,
  { login, password, mustChange = false, language = 'bg' }: NewAccount,
): Promise<string> {
  if (!LOGIN.test(login.trim())) throw new VratarError('login_invalid', {}, { field: 'login' });
  const hash = password === undefined ? NO_PASSWORD : await hashPassword(password);
  return db.transaction().execute(async (trx) => {
    const network = await vault.network(trx);
    const id = randomUUID();
    const row = await trx
      .insertInto('account')
      .values({
        id,
        login_index: network.login(login),
        login: network.sealLogin(id, login),
        password: hash,
        password_must_change: mustChange && password !== undefined,
        language,
        failed_at: null,
        locked_until: null,
        disabled_at: null,
      })
      .onConflict((conflict) => conflict.column('login_index').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new VratarError('login_known', {}, { field: 'login' });
    await audit(trx, { action: 'account_changed', subject: `account:${id}`, detail: { change: 'added' } });
    return id;
  });
}

/**
 * Gives an account another password, which its holder has to change at once; a lock and every open session end.
 * @param db connected as `jobs`
 * @throws VratarError `account_unknown`, `password_length`
 */
export async function resetPassword(
  db: Kysely<Database>,
  vault: Vault,
  { login, password }: { readonly login: string; readonly password: string },
  now: Date,
): Promise<void> {
  const hash = await hashPassword(password);
  await db.transaction().execute(async (trx) => {
    const id = await accountByLogin(trx, vault, login);
    await trx
      .updateTable('account')
      .set({ password: hash, password_must_change: true, failures: 0, failed_at: null, locked_until: null })
      .where('id', '=', id)
      .execute();
    await sql`update session set ended_at = ${now} where account = ${id} and ended_at is null`.execute(trx);
    await audit(trx, { action: 'account_changed', subject: `account:${id}`, detail: { change: 'password' } });
  });
}
