import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Callers } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { issueToken, revokeToken } from '../tokens/issue-token.ts';
import { actInSchool } from './act-in-school.ts';
import { ActNames, ById, exactly, Moment, Nothing, Uuid } from './schemas.ts';

const NewTokenBody = exactly({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  scopes: ActNames,
  expiresAt: Moment,
});
const IssuedToken = Type.Object({
  id: Uuid,
  token: Type.String({ description: 'The secret; it is shown this once.' }),
});
const Tokens = Type.Object({
  tokens: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      scopes: Type.Array(Type.String()),
      issuedAt: Type.String(),
      expiresAt: Type.String(),
      usedAt: Type.Optional(Type.String()),
      revokedAt: Type.Optional(Type.String()),
    }),
  ),
});
const MOST = 200;

/** API tokens of the school, for programs; the principal issues and revokes them. */
export function tokenRoutes(app: FastifyInstance, parts: AccountParts, callers: Callers): void {
  app.post<{ Body: Static<typeof NewTokenBody> }>(
    '/tokens',
    { schema: { body: NewTokenBody, response: { 201: IssuedToken } } },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      const { name, scopes, expiresAt } = request.body;
      const { id, secret } = await actInSchool(parts, caller, 'tokens.manage', {}, (context) =>
        issueToken(context, { name, scopes, expiresAt: new Date(expiresAt) }),
      );
      return reply.code(201).header('cache-control', 'no-store').send({ id, token: secret });
    },
  );

  app.delete<{ Params: { id: string } }>(
    '/tokens/:id',
    { schema: { params: ById, response: { 204: Nothing } } },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      await actInSchool(parts, caller, 'tokens.manage', {}, (context) =>
        revokeToken(context, request.params.id),
      );
      return reply.code(204).send();
    },
  );

  app.get('/tokens', { schema: { response: { 200: Tokens } } }, async (request) => {
    const caller = await callers.requirePerson(request);
    const rows = await actInSchool(parts, caller, 'tokens.manage', {}, ({ trx, school }) =>
      trx
        .selectFrom('api_token')
        .select(['id', 'name', 'scopes', 'issued_at', 'expires_at', 'used_at', 'revoked_at'])
        .where('school', '=', school)
        .orderBy('issued_at', 'desc')
        .limit(MOST)
        .execute(),
    );
    return {
      tokens: rows.map(({ id, name, scopes, issued_at, expires_at, used_at, revoked_at }) => ({
        id,
        name,
        scopes,
        issuedAt: issued_at.toISOString(),
        expiresAt: expires_at.toISOString(),
        ...(used_at === null ? {} : { usedAt: used_at.toISOString() }),
        ...(revoked_at === null ? {} : { revokedAt: revoked_at.toISOString() }),
      })),
    };
  });
}
