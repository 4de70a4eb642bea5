import { VratarError } from '@vratar/protocol/errors';
import type { ActContext } from '../context.ts';
import { isOpened } from './assert-opened.ts';
import { closeRole } from './close-role.ts';
import type { Invitation } from './invitation.ts';
import { invite } from './invite.ts';

export interface FirstPrincipal {
  /** Personal e-mail address. */
  readonly login: string;
  readonly language: 'bg' | 'ru' | 'en';
}

/**
 * Invites the first principal of a school on the network's behalf. An invitation that nobody has used yet, because it
 * was lost or its address was wrong, is replaced. Once somebody who is or was principal can sign in, the school governs
 * itself: it may be full of names, which operators do not see (D5). Who follows a principal whose term is over without
 * a successor is entered at the command line.
 * @param context in that school; `account` is the operator's
 * @returns the invitation; absent where the account can sign in already
 * @throws VratarError `principal_known`, and as `invite`
 */
export async function inviteFirstPrincipal(
  context: ActContext,
  { login, language }: FirstPrincipal,
): Promise<{ readonly id: string; readonly invitation?: Invitation }> {
  const { trx, school } = context;
  // Two operators at once: one of them finds the other's invitation.
  await trx.selectFrom('school').select('id').where('id', '=', school).forUpdate().execute();
  const given = await trx
    .selectFrom('role_assignment')
    .select(['id', 'account', 'role', 'valid_from', 'valid_until'])
    .where('school', '=', school)
    .where('role', '=', 'principal')
    .execute();
  for (const account of new Set(given.map((row) => row.account)))
    if (await isOpened(context, account)) throw new VratarError('principal_known');
  // Whoever waited for the lock took the time before; what is found here came earlier all the same.
  const now = new Date(Math.max(+context.now, ...given.map(({ valid_from: from }) => +from + 1)));
  const later = { ...context, now };
  for (const role of given)
    if (role.valid_until === null || role.valid_until > now) await closeRole(later, role);
  return invite(later, { login, language, role: 'principal' });
}
