import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';

/** @throws VratarError `account_unknown` also for an account that was closed */
export async function accountByLogin(db: Kysely<Database>, vault: Vault, login: string): Promise<string> {
  const index = (await vault.network(db)).login(login);
  const { rows } = await sql<{ id: string | null }>`select vratar_account_by_login(${index}) as id`.execute(
    db,
  );
  const id = rows[0]?.id;
  if (id == null) throw new VratarError('account_unknown', {}, { field: 'login' });
  return id;
}
