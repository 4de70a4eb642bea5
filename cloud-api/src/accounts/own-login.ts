import type { AccountParts } from './context.ts';
import { inScope } from './sessions/in-scope.ts';

/** The login of the account that asks: an e-mail address, opened for its holder only. */
export function ownLogin(
  { api, vault }: Pick<AccountParts, 'api' | 'vault'>,
  account: string,
  school: string | undefined,
): Promise<string> {
  return inScope(api, account, school, async (trx) => {
    const row = await trx
      .selectFrom('account')
      .select('login')
      .where('id', '=', account)
      .executeTakeFirstOrThrow();
    return (await vault.network(trx)).openLogin(account, row.login);
  });
}
