import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { AccountParts } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { ownLogin } from '../own-login.ts';
import { hashSecret } from '../secret.ts';
import { inScope } from '../sessions/in-scope.ts';
import { hashPassword } from './password.ts';
import { provePassword } from './prove-password.ts';

export interface PasswordChange {
  readonly account: string;
  readonly school: string | undefined;
  /** Of the session's cookie; all other sessions of the account end. */
  readonly token: string;
  readonly present: string;
  readonly wanted: string;
}

/**
 * The holder takes another password, and is told by mail: whoever did not do it learns of it.
 * @throws VratarError `password_wrong` (counted as a failed sign-in), `password_same`, `password_length`
 */
export async function changePassword(parts: AccountParts, change: PasswordChange): Promise<void> {
  const { account, school, token, present, wanted } = change;
  if (present.normalize('NFKC') === wanted.normalize('NFKC')) {
    throw new VratarError('password_same', {}, { field: 'body/wanted' });
  }
  const hash = await hashPassword(wanted);
  const login = await ownLogin(parts, account, school);
  const proven = await provePassword(parts, login, present);
  if (proven?.account !== account) throw new VratarError('password_wrong', {}, { field: 'body/present' });
  await inScope(parts.api, account, school, async (trx) => {
    await sql`select vratar_password_change(${hashSecret(token)}, ${hash}, ${parts.now()})`.execute(trx);
    await audit(trx, {
      action: 'account_changed',
      subject: `account:${account}`,
      detail: { change: 'password' },
    });
    await notify(trx, account, 'password_changed', {}, parts.now());
  });
}
