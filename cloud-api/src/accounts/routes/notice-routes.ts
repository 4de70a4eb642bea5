import { Type } from 'typebox';
import { type AddOpenRoute, nothing, pageOf, pageQuery, readPage, Uuid } from '../../api/index.ts';
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
    query: pageQuery({ language: Type.Optional(LanguageCode) }),
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
      const places = await placesOf(
        id,
        items.flatMap(({ detail }) => schoolOf(detail) ?? []),
      );
      const { language = 'bg' } = query;
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

const schoolOf = ({ school }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof school === 'string' ? school : undefined;
