import { VratarError } from '@vratar/protocol/errors';
import { type Static, Type } from 'typebox';
import { type AddOpenRoute, exactly, nothing, Uuid } from '../../api/index.ts';
import type { AccountParts } from '../context.ts';
import { ownLogin } from '../own-login.ts';
import { changePassword } from '../passwords/change-password.ts';
import type { Grant } from '../permissions/index.ts';
import { sessionToken } from '../sessions/cookie.ts';
import { inScope } from '../sessions/in-scope.ts';
import { grantView } from './grant-view.ts';
import { GrantView, LanguageCode, Password } from './schemas.ts';

const School = Type.Object({
  id: Uuid,
  name: Type.String(),
  timezone: Type.String({ description: 'Of its clock: `Europe/Sofia`.' }),
});
const Me = Type.Object({
  kind: Type.Enum(['session', 'token']),
  id: Uuid,
  login: Type.Optional(Type.String()),
  language: Type.Optional(LanguageCode),
  school: Type.Optional(Uuid),
  schools: Type.Array(School, {
    description: 'Where I can work; PUT /session/school goes from one to another.',
  }),
  grants: Type.Array(GrantView),
});

/** `/me`: who I am and what I may do, my language and my password. */
export function meRoutes(route: AddOpenRoute, parts: AccountParts): void {
  route({
    who: 'signed_in',
    method: 'GET',
    url: '/me',
    summary: 'Read who I am and what I may do',
    tag: 'account',
    answer: Me,
    handle: async ({ caller: { kind, id, school, grants } }) => ({
      kind,
      id,
      ...(kind === 'token' ? {} : { login: await ownLogin(parts, id, school), language: await language(id) }),
      ...(school === undefined ? {} : { school }),
      schools: await schoolsOf(id, grants),
      grants: grants.map(grantView),
    }),
  });

  route({
    who: 'person',
    method: 'PATCH',
    url: '/me',
    summary: 'Choose the language in which mails come',
    tag: 'account',
    body: exactly({ language: LanguageCode }),
    answer: nothing,
    handle: async ({ caller: { id, school }, body }) => {
      await inScope(parts.api, id, school, (trx) =>
        trx.updateTable('account').set({ language: body.language }).where('id', '=', id).execute(),
      );
    },
  });

  route({
    who: 'person',
    method: 'PUT',
    url: '/me/password',
    summary: 'Change my password',
    description:
      'All other sessions of the account end. A wrong present password counts as a failed sign-in.',
    tag: 'account',
    perMinute: 20,
    evenBeforePasswordChange: true,
    body: exactly({ present: Password, wanted: Password }),
    answer: nothing,
    handle: async ({ caller: { id: account, school }, body, request }) => {
      const token = sessionToken(request.headers.cookie);
      if (token === undefined) throw new VratarError('not_signed_in');
      await changePassword(parts, { account, school, token, ...body });
    },
  });

  const language = (account: string) =>
    inScope(parts.api, account, undefined, async (trx) => {
      const own = trx.selectFrom('account').select('language').where('id', '=', account);
      return (await own.executeTakeFirstOrThrow()).language;
    });

  /** Each is read in its own scope: row-level security shows one school at a time. */
  async function schoolsOf(account: string, grants: readonly Grant[]): Promise<Static<typeof School>[]> {
    const ids = [...new Set(grants.flatMap((grant) => grant.school ?? []))];
    const found = await Promise.all(
      ids.map((id) =>
        inScope(parts.api, account, id, (trx) =>
          trx.selectFrom('school').select(['id', 'name', 'timezone']).where('id', '=', id).execute(),
        ),
      ),
    );
    return found.flat();
  }
}
