import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { Database } from '../../db/index.ts';
import type { AccountParts } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { hashSecret } from '../secret.ts';
import { inScope } from '../sessions/in-scope.ts';
import type { OidcIdentity } from './provider.ts';

/** @returns undefined for an identity that is linked to no open account */
export async function accountOf(
  { api, now }: Pick<AccountParts, 'api' | 'now'>,
  { issuer, subject }: OidcIdentity,
): Promise<string | undefined> {
  const { rows } = await sql<{ account: string | null }>`
    select vratar_account_by_identity(${issuer}, ${subject}, ${now()}) as account`.execute(api);
  return rows[0]?.account ?? undefined;
}

export interface Linking {
  readonly account: string;
  readonly school: string | undefined;
  /** Of the session's cookie. */
  readonly token: string;
}

/**
 * Links an identity to the account that is signed in; its holder is told. Nothing is ever linked by an e-mail address:
 * providers differ in whether theirs are checked.
 * @throws VratarError `oidc_taken`
 */
export async function linkIdentity(
  parts: AccountParts,
  { account, school, token }: Linking,
  identity: OidcIdentity,
): Promise<void> {
  const { issuer, subject } = identity;
  const now = parts.now();
  await inScope(parts.api, account, school, async (trx) => {
    const { rows } = await sql<{ account: string | null }>`
      select vratar_link_identity(${hashSecret(token)}, ${issuer}, ${subject}, ${now}) as account`.execute(
      trx,
    );
    if (rows[0]?.account !== account) throw new VratarError('oidc_taken');
    const detail = { change: 'identity_linked', issuer };
    await audit(trx, { action: 'account_changed', subject: `account:${account}`, detail });
    await notify(trx, account, 'identity_linked', { issuer }, now);
  });
}

/**
 * Links an identity to an account before its holder has ever signed in; nothing when it is so already.
 * @param db connected as `jobs`
 * @throws VratarError `oidc_taken`
 */
export async function linkBeforehand(
  db: Kysely<Database>,
  account: string,
  { issuer, subject }: OidcIdentity,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('account_identity')
      .values({ issuer, subject, account, linked_at: now, used_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('account')
      .executeTakeFirst();
    if (made === undefined) {
      const known = await trx
        .selectFrom('account_identity')
        .select('account')
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst();
      if (known?.account !== account) throw new VratarError('oidc_taken');
      return;
    }
    const detail = { change: 'identity_linked', issuer };
    await audit(trx, { action: 'account_changed', subject: `account:${account}`, detail });
  });
}

/**
 * Removes what links an account to identity providers; open sessions stay.
 * @param db connected as `jobs`
 * @returns how many links there were
 */
export async function unlinkIdentities(db: Kysely<Database>, account: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('account_identity')
      .where('account', '=', account)
      .returning('issuer')
      .execute();
    for (const { issuer } of gone) {
      const detail = { change: 'identity_removed', issuer };
      await audit(trx, { action: 'account_changed', subject: `account:${account}`, detail });
    }
    return gone.length;
  });
}
