import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { AccountParts } from '../context.ts';
import { hashSecret } from '../secret.ts';
import { inScope } from './in-scope.ts';

/**
 * Ends the session of a cookie; one that has ended stays so.
 * @returns the identity provider that had vouched for the person, if one did
 */
export async function signOut(
  { api, now }: AccountParts,
  token: string,
  caller: { readonly account: string; readonly school?: string },
): Promise<string | undefined> {
  return inScope(api, caller.account, caller.school, async (trx) => {
    const { rows } = await sql<{ account: string; issuer: string | null }>`
      select account, issuer from vratar_session_close(${hashSecret(token)}, ${now()})`.execute(trx);
    const [closed] = rows;
    if (closed === undefined) return undefined;
    await audit(trx, { action: 'signed_out', subject: `account:${caller.account}` });
    return closed.issuer ?? undefined;
  });
}
