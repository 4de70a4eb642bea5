import { VratarError } from '@vratar/protocol/errors';
import type { AccountParts } from '../context.ts';
import { hashPassword, isOutdated } from '../passwords/password.ts';
import { provePassword } from '../passwords/prove-password.ts';
import { type OpenedSession, openSession } from './open-session.ts';

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Where to work; the first of the account's schools when absent. */
  readonly school?: string;
  /** What the browser says that it is. */
  readonly agent?: string | undefined;
}

/**
 * Opens a session by password. A wrong password, an unknown login and a locked account answer alike and take alike long.
 * @throws VratarError `sign_in_refused`, `not_permitted` for a school where the account has no role
 */
export async function signIn(
  parts: AccountParts,
  { login, password, school, agent }: SignIn,
): Promise<OpenedSession> {
  const proven = await provePassword(parts, login, password);
  if (proven === undefined) throw new VratarError('sign_in_refused');
  const renewed = isOutdated(proven.stored) ? await hashPassword(password) : undefined;
  return openSession(parts, { account: proven.account, school, renewed, agent });
}
