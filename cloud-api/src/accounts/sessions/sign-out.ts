import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { AccountParts } from '../context.ts';
import { hashSecret } from '../secret.ts';
import { inScope } from './sign-in.ts';

/** Ends the session of a cookie; one that has ended stays so. */
export async function signOut(
  { api, now }: AccountParts,
  token: string,
  caller: { readonly account: string; readonly school?: string },
): Promise<void> {
  await inScope(api, caller.account, caller.school, async (trx) => {
    const { rows } = await sql<{ account: string | null }>`
      select vratar_session_close(${hashSecret(token)}, ${now()}) as account`.execute(trx);
    if (rows[0]?.account == null) return;
    await audit(trx, { action: 'signed_out', subject: `account:${caller.account}` });
  });
}
