import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  ById,
  exactly,
  Moment,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import { issueToken, revokeToken } from '../tokens/issue-token.ts';
import { ActNames } from './schemas.ts';

const Token = Type.Object({
  id: Uuid,
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  issuedAt: Type.String(),
  expiresAt: Type.String(),
  usedAt: Type.Optional(Type.String()),
  revokedAt: Type.Optional(Type.String()),
});

/** API tokens of the school, for programs; the principal issues and revokes them. */
export function tokenRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/tokens',
    summary: 'Issue an API token for a program',
    tag: 'rights',
    act: 'tokens.manage',
    body: exactly({
      name: Type.String({ minLength: 1, maxLength: 80 }),
      scopes: ActNames,
      expiresAt: Moment,
    }),
    answer: Type.Object({
      id: Uuid,
      token: Type.String({ description: 'The secret; it is shown this once.' }),
    }),
    status: 201,
    handle: async ({ body, ...context }) => {
      const token = { name: body.name, scopes: body.scopes, expiresAt: new Date(body.expiresAt) };
      const { id, secret } = await issueToken(context, token);
      return { id, token: secret };
    },
  });

  route({
    method: 'DELETE',
    url: '/tokens/:id',
    summary: 'Revoke an API token',
    tag: 'rights',
    act: 'tokens.manage',
    params: ById,
    answer: nothing,
    handle: ({ params, ...context }) => revokeToken(context, params.id),
  });

  route({
    method: 'GET',
    url: '/tokens',
    summary: 'List the school’s API tokens, newest first',
    tag: 'rights',
    act: 'tokens.manage',
    query: pageQuery({}),
    answer: pageOf(Token),
    handle: async ({ trx, query }) => {
      const tokens = trx
        .selectFrom('api_token')
        .select(['id', 'name', 'scopes', 'issued_at', 'expires_at', 'used_at', 'revoked_at']);
      const order = { by: ['issued_at', 'id'], direction: 'desc', list: 'tokens' } as const;
      const { items, ...next } = await readPage(tokens, order, query);
      return {
        items: items.map(({ id, name, scopes, issued_at, expires_at, used_at, revoked_at }) => ({
          id,
          name,
          scopes,
          issuedAt: issued_at.toISOString(),
          expiresAt: expires_at.toISOString(),
          ...(used_at === null ? {} : { usedAt: used_at.toISOString() }),
          ...(revoked_at === null ? {} : { revokedAt: revoked_at.toISOString() }),
        })),
        ...next,
      };
    },
  });
}
