import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Callers } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { inScope } from '../sessions/sign-in.ts';
import { grantView } from './grant-view.ts';
import { GrantView, Uuid } from './schemas.ts';

const Me = Type.Object({
  kind: Type.Enum(['session', 'token']),
  id: Uuid,
  login: Type.Optional(Type.String()),
  school: Type.Optional(Uuid),
  grants: Type.Array(GrantView),
});
const Notices = Type.Object({
  notices: Type.Array(
    Type.Object({
      id: Uuid,
      kind: Type.String(),
      at: Type.String(),
      seen: Type.Boolean(),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
const MOST_NOTICES = 100;

/** `GET /me`: who I am and what I may do. `GET /me/notices`: what I was told, newest first. */
export function meRoutes(app: FastifyInstance, { api, vault }: AccountParts, callers: Callers): void {
  app.get('/me', { schema: { response: { 200: Me } } }, async (request) => {
    const { kind, id, school, grants } = await callers.require(request);
    const own = kind === 'token' ? undefined : await ownLogin(id, school);
    return {
      kind,
      id,
      ...(own === undefined ? {} : { login: own }),
      ...(school === undefined ? {} : { school }),
      grants: grants.map(grantView),
    };
  });

  app.get('/me/notices', { schema: { response: { 200: Notices } } }, async (request) => {
    const { id, school } = await callers.requirePerson(request);
    const rows = await inScope(api, id, school, (trx) =>
      trx
        .selectFrom('account_notice')
        .select(['id', 'kind', 'at', 'seen_at', 'detail'])
        .where('account', '=', id)
        .orderBy('at', 'desc')
        .limit(MOST_NOTICES)
        .execute(),
    );
    const notices = rows.map(({ at, seen_at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      seen: seen_at !== null,
    }));
    return { notices };
  });

  app.post('/me/notices/seen', async (request, reply) => {
    const { id, school } = await callers.requirePerson(request);
    await inScope(api, id, school, (trx) =>
      trx
        .updateTable('account_notice')
        .set((eb) => ({ seen_at: eb.fn('now') }))
        .where('account', '=', id)
        .where('seen_at', 'is', null)
        .execute(),
    );
    return reply.code(204).send();
  });

  const ownLogin = (account: string, school: string | undefined): Promise<string> =>
    inScope(api, account, school, async (trx) => {
      const row = await trx
        .selectFrom('account')
        .select('login')
        .where('id', '=', account)
        .executeTakeFirstOrThrow();
      return (await vault.network(trx)).openLogin(account, row.login);
    });
}
