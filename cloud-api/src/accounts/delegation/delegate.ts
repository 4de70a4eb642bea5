import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import { enqueue } from '../../db/index.ts';
import type { ActContext } from '../context.ts';
import { accountByLogin } from '../find-account.ts';
import { notify } from '../notices/notify.ts';
import { DELEGABLE } from '../permissions/index.ts';
import { assertGivable, assertPeriod, type Period } from './period.ts';

/** Task that tells of delegations that ended by themselves. */
export const DELEGATION_ENDS_TASK = 'delegation_ends';

export interface NewDelegation extends Period {
  /** Login of the named person, who has a role in this school. */
  readonly login: string;
  readonly acts: readonly string[];
  /** The whole school when absent. */
  readonly class?: string;
}

/**
 * Hands acts on to a named person for a time (D6). Both are told, now and at the end. Whoever calls it has checked
 * `delegations.give`.
 * @throws VratarError `account_unknown`, `acts_unknown`, `class_unknown`, `delegation_self`, `period_invalid`
 */
export async function delegate(context: ActContext, given: NewDelegation): Promise<string> {
  const { trx, vault, school, account, now } = context;
  assertPeriod(given, now);
  const acts = assertGivable(given.acts, DELEGABLE);
  const receiver = await accountByLogin(trx, vault, given.login);
  if (receiver === account) throw new VratarError('delegation_self', {}, { field: 'login' });
  await assertOfSchool(context, receiver);
  if (given.class !== undefined) await assertClass(context, given.class);
  const { id } = await trx
    .insertInto('delegation')
    .values({
      school,
      class: given.class ?? null,
      giver: account,
      receiver,
      acts,
      valid_from: given.from,
      valid_until: given.until,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { delegation: id, school, acts, class: given.class, from: given.from, until: given.until };
  await audit(trx, { action: 'delegation_given', subject: `account:${receiver}`, detail });
  await notify(trx, account, 'delegation_given', detail, now);
  await notify(trx, receiver, 'delegation_received', detail, now);
  await enqueue(trx, DELEGATION_ENDS_TASK, { school, delegation: id }, { runAt: given.until });
  return id;
}

/** Somebody of another school is not named here: who works there is none of this school's business. */
async function assertOfSchool({ trx, school, now }: ActContext, account: string): Promise<void> {
  const row = await trx
    .selectFrom('role_assignment')
    .select('id')
    .where('school', '=', school)
    .where('account', '=', account)
    .where('role', 'not in', ['pupil', 'parent'])
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('account_unknown', {}, { field: 'login' });
}

async function assertClass({ trx, school }: ActContext, id: string): Promise<void> {
  const row = await trx
    .selectFrom('class')
    .select('id')
    .where('school', '=', school)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('class_unknown', {}, { field: 'class' });
}
