import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import { setScope } from '../../db/index.ts';
import type { AccountParts, ActContext } from '../context.ts';
import { hashPassword } from '../passwords/password.ts';
import { hashSecret, newSecret } from '../secret.ts';
import { inScope } from '../sessions/in-scope.ts';

/** A link that nobody used in a working week is no longer a way in. */
export const INVITATION_DAYS = 7;

export interface Invitation {
  /** Of the link; shown once, kept as its hash. */
  readonly secret: string;
  readonly expiresAt: Date;
}

/** Makes the one link by which an account without a password is opened; an earlier one no longer works. */
export async function issueInvitation(context: ActContext, account: string): Promise<Invitation> {
  const { trx, school, account: by, now } = context;
  await revokeInvitations(context, account);
  const { text: secret, hash } = newSecret('');
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  await trx
    .insertInto('account_invitation')
    .values({
      account,
      school,
      token_hash: hash,
      issued_by: by,
      issued_at: now,
      expires_at: expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute();
  return { secret, expiresAt };
}

/** Links of this school that nobody has used open the account no longer. */
export async function revokeInvitations(
  { trx, now }: Pick<ActContext, 'trx' | 'now'>,
  account: string,
): Promise<void> {
  await trx
    .updateTable('account_invitation')
    .set({ revoked_at: now })
    .where('account', '=', account)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Whether a link of this school can still open the account. */
export async function isInvited(
  { trx, school, now }: Pick<ActContext, 'trx' | 'school' | 'now'>,
  account: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('account_invitation')
    .select('id')
    .where('account', '=', account)
    .where('school', '=', school)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whose invitation it is, for the page that asks for the first password. @throws VratarError `invitation_invalid` */
export async function lookAtInvitation(
  { api, vault, now }: AccountParts,
  secret: string,
): Promise<{ readonly login: string; readonly school: string; readonly expiresAt: Date }> {
  const { rows } = await sql<{ account: string; login: Buffer; school_name: string; expires_at: Date }>`
    select * from vratar_invitation_look(${hashSecret(secret)}, ${now()})`.execute(api);
  const [row] = rows;
  if (row === undefined) throw new VratarError('invitation_invalid', {}, { field: 'body/invitation' });
  const login = (await vault.network(api)).openLogin(row.account, row.login);
  return { login, school: row.school_name, expiresAt: row.expires_at };
}

/**
 * Gives the account its first password; the link has then done its work.
 * @returns the account
 * @throws VratarError `invitation_invalid`, `password_length`
 */
export async function acceptInvitation(
  parts: AccountParts,
  { secret, password }: { readonly secret: string; readonly password: string },
): Promise<string> {
  // The link is looked at first: whoever has none shall not make the server work on a hash.
  await lookAtInvitation(parts, secret);
  const hash = await hashPassword(password);
  return inScope(parts.api, undefined, undefined, async (trx) => {
    const { rows } = await sql<{ account: string; school: string }>`
      select account, school from vratar_invitation_use(${hashSecret(secret)}, ${hash}, ${parts.now()})`.execute(
      trx,
    );
    const [used] = rows;
    if (used === undefined) throw new VratarError('invitation_invalid', {}, { field: 'body/invitation' });
    await setScope(trx, used);
    const detail = { change: 'invitation_used' };
    await audit(trx, { action: 'account_changed', subject: `account:${used.account}`, detail });
    return used.account;
  });
}
