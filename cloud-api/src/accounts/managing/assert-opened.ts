import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import type { ActContext } from '../context.ts';

/** Whether somebody can sign in to the account: with a password, or by an identity provider. */
export async function isOpened({ trx }: Pick<ActContext, 'trx'>, account: string): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`select vratar_account_opened(${account}) as opened`.execute(
    trx,
  );
  return rows[0]!.opened;
}

/**
 * Another school still holds the link that opens it: a right given here would be in that school's hands.
 * @throws VratarError `account_unopened`
 */
export async function assertOpened(context: ActContext, account: string): Promise<void> {
  if (await isOpened(context, account)) return;
  const { rows } = await sql<{
    elsewhere: boolean;
  }>`select vratar_account_elsewhere(${account}, ${context.now}) as elsewhere`.execute(context.trx);
  if (rows[0]!.elsewhere) throw new VratarError('account_unopened');
}
