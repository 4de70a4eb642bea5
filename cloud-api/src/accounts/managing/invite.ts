import { randomUUID } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import { LOGIN } from '../add-account.ts';
import { assignRole } from '../assign-role.ts';
import type { ActContext } from '../context.ts';
import { accountByLogin } from '../find-account.ts';
import { notify } from '../notices/notify.ts';
import type { SchoolRole } from '../permissions/index.ts';
import { assertOpened, isOpened } from './assert-opened.ts';
import { type Invitation, isInvited, issueInvitation } from './invitation.ts';

export interface GivenRole {
  readonly role: SchoolRole;
  /** Account number of the named person in the register (D7); a school's first principal comes before the register. */
  readonly number?: string;
  /** Of a homeroom teacher. */
  readonly class?: string;
  readonly until?: Date;
}

export interface Invited extends GivenRole {
  /** Personal e-mail address. */
  readonly login: string;
  readonly language: 'bg' | 'ru' | 'en';
}

/**
 * Makes an account for a person of the register and gives it a first role. Where the person has an account already, in
 * whatever school, that account gets the role: accounts are personal, so there is one.
 * @returns the invitation; absent where the account can sign in already
 * @throws VratarError `login_invalid`, `account_unopened`, and as `giveRole`
 */
export async function invite(
  context: ActContext,
  given: Invited,
): Promise<{ readonly id: string; readonly invitation?: Invitation }> {
  const { trx, vault } = context;
  const login = given.login.trim();
  if (!LOGIN.test(login)) throw new VratarError('login_invalid', {}, { field: 'body/login' });
  const network = await vault.network(trx);
  const wanted = randomUUID();
  const { rows } = await sql<{
    id: string | null;
  }>`select vratar_account_add(${wanted}, ${network.login(login)},
    ${network.sealLogin(wanted, login)}, ${given.language}) as id`.execute(trx);
  if (rows[0]?.id == null) return giveToKnown(context, given, login);
  const subject = `account:${wanted}`;
  await audit(trx, { action: 'account_changed', subject, detail: { change: 'added' } });
  await assign(context, wanted, given);
  return { id: wanted, invitation: await sendInvitation(context, wanted) };
}

/** One that was never opened, because its link was lost or a school that invited it has ended the role, gets a link. */
async function giveToKnown(context: ActContext, given: Invited, login: string) {
  const id = await accountByLogin(context.trx, context.vault, login);
  await giveToOpened(context, id, given);
  return (await isOpened(context, id)) ? { id } : { id, invitation: await sendInvitation(context, id) };
}

async function sendInvitation(context: ActContext, account: string): Promise<Invitation> {
  const { trx, school, now } = context;
  const invitation = await issueInvitation(context, account);
  await notify(trx, account, 'invited', { school, until: invitation.expiresAt }, now);
  return invitation;
}

/**
 * Gives an account another role in this school. A role that nobody can use is no gift: where the account was never
 * opened, and no link of this school is on the way, there is a new one.
 * @throws VratarError `account_self`, `account_unopened`, `person_account`, `role_scope`, `role_person`, `role_known`,
 * `too_young`, `period_invalid`
 */
export async function giveRole(
  context: ActContext,
  account: string,
  given: GivenRole,
): Promise<{ readonly id: string; readonly invitation?: Invitation }> {
  const id = await giveToOpened(context, account, given);
  if ((await isOpened(context, account)) || (await isInvited(context, account))) return { id };
  return { id, invitation: await sendInvitation(context, account) };
}

/** The holder is told. */
async function giveToOpened(context: ActContext, account: string, given: GivenRole): Promise<string> {
  const { trx, school, now } = context;
  await assertOpened(context, account);
  const id = await assign(context, account, given);
  await notify(trx, account, 'role_given', { school, role: given.role, until: given.until }, now);
  return id;
}

async function assign(context: ActContext, account: string, given: GivenRole): Promise<string> {
  const { trx, vault, school, now } = context;
  // A principal who took a parent's role would answer for a child.
  if (account === context.account) throw new VratarError('account_self', {}, { field: 'body/login' });
  const role = {
    account,
    role: given.role,
    school,
    from: now,
    grantedBy: context.account,
    ...(given.number === undefined ? {} : { personNumber: given.number }),
    ...(given.class === undefined ? {} : { class: given.class }),
    ...(given.until === undefined ? {} : { until: given.until }),
  };
  const id = await assignRole(trx, vault, role, now);
  await assertOnlyAccount(context, account, id);
  return id;
}

/** Accounts are personal: whoever has one gets further roles in that one. @throws VratarError `person_account` */
async function assertOnlyAccount(
  { trx, school, now }: ActContext,
  account: string,
  id: string,
): Promise<void> {
  // Another account may be on the way to the same person: whose it is, is decided by one after the other.
  await trx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', (of) => of.selectFrom('role_assignment').select('person').where('id', '=', id))
    .forNoKeyUpdate()
    .execute();
  const other = await trx
    .selectFrom('role_assignment as given')
    .innerJoin('role_assignment as r', 'r.person', 'given.person')
    .select('r.id')
    .where('given.id', '=', id)
    .where('r.school', '=', school)
    .where('r.account', '<>', account)
    .where((eb) => eb.or([eb('r.valid_until', 'is', null), eb('r.valid_until', '>', now)]))
    .limit(1)
    .executeTakeFirst();
  if (other !== undefined) throw new VratarError('person_account', {}, { field: 'body/number' });
}
