import { audit } from '../../audit/index.ts';
import type { ActContext } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { revokeInvitations } from './invitation.ts';

/** A role that an account holds in the school. */
export interface OpenRole {
  readonly id: string;
  readonly account: string;
  readonly role: string;
  readonly valid_from: Date;
}

/**
 * Ends a role; its holder is told. With the last role here goes a link of this school by which nobody has come in yet:
 * it may be in the hands of whoever the role was taken from.
 */
export async function closeRole(
  context: ActContext,
  { id, account, role, valid_from: from }: OpenRole,
): Promise<void> {
  const { trx, school, now } = context;
  // One that has not begun ends in the moment in which it would have: no row says that nothing was given.
  const until = from < now ? now : new Date(from.getTime() + 1);
  await trx.updateTable('role_assignment').set({ valid_until: until }).where('id', '=', id).execute();
  const detail = { change: 'role_ended', role, assignment: id };
  await audit(trx, { action: 'account_changed', subject: `account:${account}`, detail });
  await notify(trx, account, 'role_ended', { school, role }, now);
  const other = await trx
    .selectFrom('role_assignment')
    .select('id')
    .where('school', '=', school)
    .where('account', '=', account)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', until)]))
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) await revokeInvitations(context, account);
}
