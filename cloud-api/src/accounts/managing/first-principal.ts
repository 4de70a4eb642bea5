import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import type { ActContext } from '../context.ts';
import { isOpened } from './assert-opened.ts';
import type { Invitation } from './invitation.ts';
import { invite } from './invite.ts';

export interface FirstPrincipal {
  /** Personal e-mail address. */
  readonly login: string;
  readonly language: 'bg' | 'ru' | 'en';
}

/**
 * Invites the first principal of a school on the network's behalf. An invitation that nobody has used yet, because it
 * was lost or its address was wrong, is replaced; once a principal has signed in, the school governs itself.
 * @param context in that school; `account` is the operator's
 * @returns the invitation; absent where the account can sign in already
 * @throws VratarError `principal_known`, and as `invite`
 */
export async function inviteFirstPrincipal(
  context: ActContext,
  { login, language }: FirstPrincipal,
): Promise<{ readonly id: string; readonly invitation?: Invitation }> {
  const { trx, school, now } = context;
  // Two operators at once: one of them finds the other's invitation.
  await trx.selectFrom('school').select('id').where('id', '=', school).forUpdate().execute();
  const held = await trx
    .selectFrom('role_assignment')
    .select(['id', 'account'])
    .where('school', '=', school)
    .where('role', '=', 'principal')
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .execute();
  for (const { id, account } of held) {
    if (await isOpened(context, account)) throw new VratarError('principal_known');
    await trx.updateTable('role_assignment').set({ valid_until: now }).where('id', '=', id).execute();
    const detail = { change: 'role_ended', assignment: id };
    await audit(trx, { action: 'account_changed', subject: `account:${account}`, detail });
  }
  return invite(context, { login, language, role: 'principal' });
}
