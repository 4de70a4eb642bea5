import { VratarError } from '@vratar/protocol/errors';
import type { Kysely, Transaction } from 'kysely';
import { audit } from '../../audit/index.ts';
import { type Database, inSchool } from '../../db/index.ts';
import type { ActContext } from '../context.ts';
import { notify } from '../notices/notify.ts';

/** Takes a delegation back before its end. @throws VratarError `delegation_unknown` */
export async function revokeDelegation({ trx, now }: ActContext, id: string): Promise<void> {
  if (!(await end(trx, id, now, 'revoked'))) throw new VratarError('delegation_unknown');
}

/**
 * Tells that a delegation has ended; its rights went at that moment, whether or not this ran.
 * @param db connected as `jobs`
 */
export async function tellDelegationEnd(
  db: Kysely<Database>,
  { school, delegation }: { readonly school: string; readonly delegation: string },
  now: Date,
): Promise<void> {
  await inSchool(db, { school }, async (trx) => void (await end(trx, delegation, now, 'over')));
}

async function end(
  trx: Transaction<Database>,
  id: string,
  now: Date,
  why: 'revoked' | 'over',
): Promise<boolean> {
  const row = await trx
    .updateTable('delegation')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(why === 'over', (query) => query.where('valid_until', '<=', now))
    .returning(['giver', 'receiver', 'school'])
    .executeTakeFirst();
  if (row === undefined) return false;
  const detail = { delegation: id, school: row.school, why };
  await audit(trx, { action: 'delegation_ended', subject: `account:${row.receiver}`, detail });
  await notify(trx, row.giver, 'delegation_ended', detail, now);
  await notify(trx, row.receiver, 'delegation_ended', detail, now);
  return true;
}
