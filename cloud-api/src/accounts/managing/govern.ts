import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { ActContext } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { closeRole } from './close-role.ts';
import { type Invitation, issueInvitation } from './invitation.ts';

/**
 * Ends a role at once.
 * @throws VratarError `account_unknown` for a role that is none of this account here or has ended, `account_self`
 */
export async function endRole(context: ActContext, account: string, assignment: string): Promise<void> {
  const { trx, school, now } = context;
  assertOther(context, account);
  const row = await trx
    .selectFrom('role_assignment')
    .select(['id', 'account', 'role', 'valid_from'])
    .where('id', '=', assignment)
    .where('account', '=', account)
    .where('school', '=', school)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('role_gone', {}, { field: 'params/role' });
  if (row.role === 'principal') await assertPrincipalStays(context, account);
  await closeRole(context, row);
}

/** Nothing in this school is open to the account until it is unlocked; it stays open elsewhere. */
export async function lockAccount(context: ActContext, account: string): Promise<void> {
  const { trx, school, account: by, now } = context;
  assertOther(context, account);
  await assertHere(context, account);
  await assertPrincipalStays(context, account);
  const row = await trx
    .insertInto('account_lock')
    .values({ school, account, locked_at: now, locked_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account')
    .executeTakeFirst();
  if (row === undefined) return;
  await sql`select vratar_sessions_end(${account}, null, null, ${now})`.execute(trx);
  await changed(context, account, 'locked');
  await notify(trx, account, 'school_locked', { school }, now);
}

/** Lifts the school's lock and, of somebody without rights elsewhere, the one that follows wrong passwords. */
export async function unlockAccount(context: ActContext, account: string): Promise<void> {
  const { trx, school, now } = context;
  await assertHere(context, account);
  const row = await trx
    .deleteFrom('account_lock')
    .where('school', '=', school)
    .where('account', '=', account)
    .returning('account')
    .executeTakeFirst();
  await sql`select vratar_account_forgive(${account}, ${now})`.execute(trx);
  await changed(context, account, 'unlocked');
  if (row !== undefined) await notify(trx, account, 'school_unlocked', { school }, now);
}

/**
 * Takes the password and every linked identity away and makes a link by which the holder sets another password; every
 * open session ends.
 * @throws VratarError `account_elsewhere` for somebody who also works in another school, `account_self`
 */
export async function resetAccount(context: ActContext, account: string): Promise<Invitation> {
  const { trx, school, now } = context;
  assertOther(context, account);
  await assertHere(context, account);
  const { rows } = await sql<{
    done: boolean;
  }>`select vratar_account_reset(${account}, ${now}) as done`.execute(trx);
  if (!rows[0]!.done) throw new VratarError('account_elsewhere');
  await changed(context, account, 'password_reset');
  const invitation = await issueInvitation(context, account);
  await notify(trx, account, 'password_reset', { school, until: invitation.expiresAt }, now);
  return invitation;
}

/** Ends the sessions in which the account works in this school. */
export async function endSessions(context: ActContext, account: string): Promise<number> {
  const { trx, now } = context;
  await assertHere(context, account);
  const { rows } = await sql<{ ended: number }>`
    select vratar_sessions_end(${account}, null, null, ${now}) as ended`.execute(trx);
  await changed(context, account, 'sessions_ended');
  return rows[0]!.ended;
}

const changed = ({ trx }: ActContext, account: string, change: string) =>
  audit(trx, { action: 'account_changed', subject: `account:${account}`, detail: { change } });

/** Whoever manages accounts stays able to: there is always one who can. */
function assertOther({ account: by }: ActContext, account: string): void {
  if (by === account) throw new VratarError('account_self', {}, { field: 'params/id' });
}

/**
 * Two principals may end or lock each other at one moment: it is done one after the other, and the second finds that it
 * is too late. A role that ends within the minute has ended: the other's clock may be ahead.
 * @throws VratarError `not_permitted` when nobody but the account would be left to manage accounts
 */
async function assertPrincipalStays({ trx, school, now }: ActContext, account: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`principals:${school}`}, 0))`.execute(trx);
  const soon = new Date(now.getTime() + 60_000);
  const other = await trx
    .selectFrom('role_assignment as r')
    .leftJoin('account_lock as l', (join) =>
      join.onRef('l.account', '=', 'r.account').onRef('l.school', '=', 'r.school'),
    )
    .select('r.id')
    .where('r.school', '=', school)
    .where('r.role', '=', 'principal')
    .where('r.account', '<>', account)
    .where('r.valid_from', '<=', now)
    .where((eb) => eb.or([eb('r.valid_until', 'is', null), eb('r.valid_until', '>', soon)]))
    .where('l.account', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) throw new VratarError('not_permitted', { act: 'accounts.manage' });
}

/** Whoever has no role here any more is no longer this school's to rule over. @throws VratarError `account_unknown` */
export async function assertHere({ trx, school, now }: ActContext, account: string): Promise<void> {
  const row = await trx
    .selectFrom('role_assignment')
    .select('id')
    .where('school', '=', school)
    .where('account', '=', account)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('account_unknown', {}, { field: 'params/id' });
}
