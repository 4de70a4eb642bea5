import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import {
  type AddOpenRoute,
  ById,
  exactly,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import type { Database } from '../../db/index.ts';
import type { AccountParts } from '../context.ts';
import { noticeText, type Place } from '../notices/notice-mail.ts';
import { inScope } from '../sessions/in-scope.ts';
import { LanguageCode } from './schemas.ts';

const Notice = Type.Object({
  id: Uuid,
  kind: Type.String(),
  at: Type.String(),
  seen: Type.Boolean(),
  title: Type.String(),
  text: Type.String(),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

/** `/me/notices`: what I was told. The same goes out by mail where a mail server is configured. */
export function noticeRoutes(route: AddOpenRoute, { api, now }: AccountParts): void {
  /** Of one's own schools: row-level security shows one at a time. */
  async function placesOf(account: string, schools: readonly string[]): Promise<ReadonlyMap<string, Place>> {
    const found = await Promise.all(
      [...new Set(schools)].map((school) =>
        inScope(api, account, school, (trx) =>
          trx.selectFrom('school').select(['id', 'name', 'timezone']).where('id', '=', school).execute(),
        ),
      ),
    );
    return new Map(found.flat().map(({ id, ...place }) => [id, place]));
  }

  route({
    who: 'person',
    method: 'GET',
    url: '/me/notices',
    summary: 'Read what I was told, newest first',
    tag: 'account',
    query: pageQuery({
      language: Type.Optional(LanguageCode),
      unseen: Type.Optional(Type.Boolean({ description: 'Only what I have not seen.' })),
    }),
    answer: pageOf(Notice),
    handle: async ({ caller: { id, school }, query }) => {
      const { language = 'bg', unseen: only = false } = query;
      const order = { by: ['at', 'id'], direction: 'desc', list: ['notices', only] } as const;
      const { items, ...next } = await inScope(api, id, school, (trx) =>
        readPage(
          trx
            .selectFrom('account_notice')
            .select(['id', 'kind', 'at', 'seen_at', 'detail'])
            .where('account', '=', id)
            .$if(only, (all) => all.where('seen_at', 'is', null)),
          order,
          query,
        ),
      );
      const places = await placesOf(
        id,
        items.flatMap(({ detail }) => schoolOf(detail) ?? []),
      );
      const told = items.map(({ at, seen_at, ...row }) => {
        const { subject, text } = noticeText(
          { kind: row.kind, language, at, detail: row.detail },
          places.get(schoolOf(row.detail) ?? ''),
        );
        return { ...row, at: at.toISOString(), seen: seen_at !== null, title: subject, text };
      });
      return { items: told, ...next };
    },
  });

  const unseen = (trx: Transaction<Database>, account: string) =>
    trx
      .updateTable('account_notice')
      .set({ seen_at: now() })
      .where('account', '=', account)
      .where('seen_at', 'is', null);

  route({
    who: 'person',
    method: 'POST',
    url: '/me/notices/:id/seen',
    summary: 'Mark one notice as seen',
    tag: 'account',
    params: ById,
    answer: nothing,
    handle: async ({ caller: { id: account, school }, params }) => {
      await inScope(api, account, school, (trx) =>
        unseen(trx, account).where('id', '=', params.id).execute(),
      );
    },
  });

  route({
    who: 'person',
    method: 'POST',
    url: '/me/notices/seen',
    summary: 'Mark a notice and all before it as seen; what came in the meantime stays new',
    tag: 'account',
    body: exactly({ through: Uuid }),
    answer: nothing,
    handle: async ({ caller: { id: account, school }, body }) => {
      await inScope(api, account, school, (trx) =>
        unseen(trx, account)
          .where('at', '<=', ({ selectFrom }) =>
            selectFrom('account_notice as last').select('last.at').where('last.id', '=', body.through),
          )
          .execute(),
      );
    },
  });

  route({
    who: 'person',
    method: 'GET',
    url: '/me/notices/unseen',
    summary: 'Count what I was told and have not seen',
    tag: 'account',
    answer: Type.Object({ count: Type.Integer() }),
    handle: ({ caller: { id: account, school } }) =>
      inScope(api, account, school, async (trx) => {
        const { count } = await trx
          .selectFrom('account_notice')
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .where('account', '=', account)
          .where('seen_at', 'is', null)
          .executeTakeFirstOrThrow();
        return { count: Number(count) };
      }),
  });
}

const schoolOf = ({ school }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof school === 'string' ? school : undefined;
