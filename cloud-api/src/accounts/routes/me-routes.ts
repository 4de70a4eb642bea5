import { Type } from 'typebox';
import { type AddOpenRoute, nothing, pageOf, pageQuery, readPage, Uuid } from '../../api/index.ts';
import type { AccountParts } from '../context.ts';
import { inScope } from '../sessions/sign-in.ts';
import { grantView } from './grant-view.ts';
import { GrantView } from './schemas.ts';

const Me = Type.Object({
  kind: Type.Enum(['session', 'token']),
  id: Uuid,
  login: Type.Optional(Type.String()),
  school: Type.Optional(Uuid),
  grants: Type.Array(GrantView),
});
const Notice = Type.Object({
  id: Uuid,
  kind: Type.String(),
  at: Type.String(),
  seen: Type.Boolean(),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

/** `/me`: who I am, what I may do, what I was told. */
export function meRoutes(route: AddOpenRoute, { api, vault }: AccountParts): void {
  route({
    who: 'signed_in',
    method: 'GET',
    url: '/me',
    summary: 'Read who I am and what I may do',
    tag: 'account',
    answer: Me,
    handle: async ({ caller: { kind, id, school, grants } }) => {
      const login = kind === 'token' ? undefined : await ownLogin(id, school);
      return {
        kind,
        id,
        ...(login === undefined ? {} : { login }),
        ...(school === undefined ? {} : { school }),
        grants: grants.map(grantView),
      };
    },
  });

  route({
    who: 'person',
    method: 'GET',
    url: '/me/notices',
    summary: 'Read what I was told, newest first',
    tag: 'account',
    query: pageQuery({}),
    answer: pageOf(Notice),
    handle: async ({ caller: { id, school }, query }) => {
      const order = { by: ['at', 'id'], direction: 'desc', list: 'notices' } as const;
      const { items, ...next } = await inScope(api, id, school, (trx) =>
        readPage(
          trx
            .selectFrom('account_notice')
            .select(['id', 'kind', 'at', 'seen_at', 'detail'])
            .where('account', '=', id),
          order,
          query,
        ),
      );
      const seen = items.map(({ at, seen_at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        seen: seen_at !== null,
      }));
      return { items: seen, ...next };
    },
  });

  route({
    who: 'person',
    method: 'POST',
    url: '/me/notices/seen',
    summary: 'Mark all that I was told as seen',
    tag: 'account',
    answer: nothing,
    handle: async ({ caller: { id, school } }) => {
      await inScope(api, id, school, (trx) =>
        trx
          .updateTable('account_notice')
          .set((eb) => ({ seen_at: eb.fn('now') }))
          .where('account', '=', id)
          .where('seen_at', 'is', null)
          .execute(),
      );
    },
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
