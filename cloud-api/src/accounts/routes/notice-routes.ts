import { Type } from 'typebox';
import { type AddOpenRoute, nothing, pageOf, pageQuery, readPage, Uuid } from '../../api/index.ts';
import type { AccountParts } from '../context.ts';
import { inScope } from '../sessions/in-scope.ts';

const Notice = Type.Object({
  id: Uuid,
  kind: Type.String(),
  at: Type.String(),
  seen: Type.Boolean(),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

/** `/me/notices`: what I was told. The same goes out by mail where a mail server is configured. */
export function noticeRoutes(route: AddOpenRoute, { api, now }: AccountParts): void {
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
      const told = items.map(({ at, seen_at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        seen: seen_at !== null,
      }));
      return { items: told, ...next };
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
          .set({ seen_at: now() })
          .where('account', '=', id)
          .where('seen_at', 'is', null)
          .execute(),
      );
    },
  });
}
