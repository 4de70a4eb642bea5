import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import type { ActContext } from '../context.ts';
import { accountByLogin } from '../find-account.ts';
import { assertOpened } from '../managing/assert-opened.ts';
import { notify } from '../notices/notify.ts';
import type { Act } from '../permissions/index.ts';
import { assertGivable, assertPeriod, type Period } from './period.ts';

/** What a guardian may let a trusted person do. */
export const TRUSTABLE = ['presence.see', 'pickup.see'] as const satisfies readonly Act[];

export interface NewTrust extends Period {
  readonly child: string;
  readonly login: string;
  readonly acts: readonly string[];
}

/**
 * Trusts a person with a child for a time (D18). Whoever calls it has checked `trust.give` on the child.
 * @throws VratarError `account_unknown`, `account_unopened`, `acts_unknown`, `delegation_self`, `period_invalid`
 */
export async function trust(context: ActContext, given: NewTrust): Promise<string> {
  const { trx, vault, school, account, now } = context;
  assertPeriod(given, now);
  const acts = assertGivable(given.acts, TRUSTABLE);
  const trustee = await accountByLogin(trx, vault, given.login);
  if (trustee === account) throw new VratarError('delegation_self', {}, { field: 'login' });
  await assertOpened(context, trustee);
  const { child, from, until } = given;
  const { id } = await trx
    .insertInto('trust')
    .values({
      school,
      child,
      giver: account,
      trustee,
      acts,
      valid_from: from,
      valid_until: until,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { change: 'given', trust: id, trustee, acts, from, until };
  await audit(trx, { action: 'trusted_person_changed', subject: `person:${child}`, detail });
  await notify(trx, trustee, 'trust_received', { trust: id, school, child, acts, from, until }, now);
  return id;
}

/** Ends trust; the guardian who gave it may. @throws VratarError `trust_unknown` */
export async function endTrust({ trx, school, account, now }: ActContext, id: string): Promise<void> {
  const row = await trx
    .updateTable('trust')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('giver', '=', account)
    .where('ended_at', 'is', null)
    .returning(['child', 'trustee'])
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('trust_unknown');
  const detail = { change: 'ended', trust: id };
  await audit(trx, { action: 'trusted_person_changed', subject: `person:${row.child}`, detail });
  await notify(trx, row.trustee, 'trust_ended', { trust: id, school }, now);
}

/**
 * Ends trust on the school's side, as after a court's decision; guardian and trusted person are told.
 * @throws VratarError `trust_unknown`
 */
export async function withdrawTrust({ trx, school, now }: ActContext, id: string): Promise<void> {
  const row = await trx
    .updateTable('trust')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .returning(['child', 'giver', 'trustee'])
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('trust_unknown');
  const detail = { change: 'withdrawn', trust: id };
  await audit(trx, { action: 'trusted_person_changed', subject: `person:${row.child}`, detail });
  await notify(trx, row.trustee, 'trust_ended', { trust: id, school }, now);
  await notify(trx, row.giver, 'trust_withdrawn', { trust: id, school }, now);
}
