import { VratarError } from '@vratar/protocol/errors';
import { Type } from 'typebox';
import { type AddOpenRoute, exactly, nothing, Uuid } from '../../api/index.ts';
import type { AccountParts } from '../context.ts';
import { noCookie, sessionCookie, sessionToken } from '../sessions/cookie.ts';
import { signIn } from '../sessions/sign-in.ts';
import { signOut } from '../sessions/sign-out.ts';
import { grantView } from './grant-view.ts';
import { GrantView, Login, Password } from './schemas.ts';

/** A school of teachers behind one address signs in within a minute; a guesser of passwords is slowed down. */
const SIGN_INS_A_MINUTE = 60;

const SessionView = Type.Object({
  account: Uuid,
  school: Type.Optional(Uuid),
  expiresAt: Type.String(),
  grants: Type.Array(GrantView),
});

/** `POST /session` signs in, `DELETE /session` signs out. */
export function sessionRoutes(route: AddOpenRoute, parts: AccountParts): void {
  route({
    who: 'anyone',
    method: 'POST',
    url: '/session',
    summary: 'Sign in with a password',
    tag: 'session',
    perMinute: SIGN_INS_A_MINUTE,
    body: exactly({ login: Login, password: Password, school: Type.Optional(Uuid) }),
    answer: SessionView,
    status: 201,
    handle: async ({ body, reply }) => {
      const { token, account, school, expiresAt, grants } = await signIn(parts, body);
      reply.header('set-cookie', sessionCookie(token, expiresAt));
      const where = school === undefined ? {} : { school };
      return { account, ...where, expiresAt: expiresAt.toISOString(), grants: grants.map(grantView) };
    },
  });

  route({
    who: 'person',
    method: 'DELETE',
    url: '/session',
    summary: 'Sign out',
    tag: 'session',
    answer: nothing,
    handle: async ({ caller: { id: account, school }, request, reply }) => {
      const token = sessionToken(request.headers.cookie);
      if (token === undefined) throw new VratarError('not_signed_in');
      await signOut(parts, token, { account, ...(school === undefined ? {} : { school }) });
      reply.header('set-cookie', noCookie());
    },
  });
}
