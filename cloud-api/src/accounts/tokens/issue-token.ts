import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import type { ActContext } from '../context.ts';
import { TOKEN_SCOPES, type TokenScope } from '../permissions/index.ts';
import { newSecret } from '../secret.ts';

export const TOKEN_PREFIX = 'vratar_';
/** A token that nobody remembers ends by itself. */
export const TOKEN_DAYS = 366;

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

/**
 * Issues an API token of one school. Whoever calls it has checked `tokens.manage`.
 * @returns the secret; shown once, kept as its hash
 * @throws VratarError `acts_unknown`, `period_invalid`
 */
export async function issueToken(
  { trx, school, account, now }: ActContext,
  token: NewToken,
): Promise<{ readonly id: string; readonly secret: string }> {
  const unknown = token.scopes.find((scope) => !(TOKEN_SCOPES as readonly string[]).includes(scope));
  if (unknown !== undefined) {
    throw new VratarError(
      'acts_unknown',
      { act: unknown, acts: TOKEN_SCOPES.join(', ') },
      { field: 'scopes' },
    );
  }
  const lasts = token.expiresAt.getTime() - now.getTime();
  if (!(lasts > 0 && lasts <= TOKEN_DAYS * 86_400_000)) {
    throw new VratarError('period_invalid', { days: TOKEN_DAYS }, { field: 'expiresAt' });
  }
  const secret = newSecret(TOKEN_PREFIX);
  const { id } = await trx
    .insertInto('api_token')
    .values({
      school,
      name: token.name,
      token_hash: secret.hash,
      scopes: [...new Set(token.scopes)] as TokenScope[],
      issued_by: account,
      issued_at: now,
      expires_at: token.expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { scopes: token.scopes, expiresAt: token.expiresAt };
  await audit(trx, { action: 'token_issued', subject: `token:${id}`, detail });
  return { id, secret: secret.text };
}

/** @throws VratarError `token_unknown` */
export async function revokeToken({ trx, now }: ActContext, id: string): Promise<void> {
  const row = await trx
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('token_unknown');
  await audit(trx, { action: 'token_revoked', subject: `token:${id}` });
}
