import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { type AddOpenRoute, exactly, nothing, Uuid } from '../../api/index.ts';
import type { AccountParts } from '../context.ts';
import type { OidcProvider } from '../oidc/provider.ts';
import { hashSecret } from '../secret.ts';
import { noCookie, sessionCookie, sessionToken } from '../sessions/cookie.ts';
import { schoolToWorkIn } from '../sessions/open-session.ts';
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

/** Signing in and out with a password, and where to work. */
export function sessionRoutes(
  route: AddOpenRoute,
  parts: AccountParts,
  provider: OidcProvider | undefined,
): void {
  route({
    who: 'anyone',
    method: 'GET',
    url: '/session/ways',
    summary: 'Read how one can sign in here',
    tag: 'session',
    answer: Type.Object({
      provider: Type.Optional(Type.Object({ name: Type.String() }, { description: 'At /session/oidc.' })),
    }),
    handle: async () => (provider === undefined ? {} : { provider: { name: provider.settings.name } }),
  });

  route({
    who: 'anyone',
    method: 'POST',
    url: '/session',
    summary: 'Sign in with a password',
    description: 'Sets the cookie `__Host-vratar`. Five failures lock the account for a quarter of an hour.',
    tag: 'session',
    perMinute: SIGN_INS_A_MINUTE,
    body: exactly({ login: Login, password: Password, school: Type.Optional(Uuid) }),
    answer: SessionView,
    status: 201,
    handle: async ({ body, request, reply }) => {
      const agent = request.headers['user-agent'];
      const { token, account, school, expiresAt, grants } = await signIn(parts, { ...body, agent });
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
    evenBeforePasswordChange: true,
    answer: Type.Object({
      providerUrl: Type.Optional(
        Type.String({ description: 'Where to sign out of the identity provider too.' }),
      ),
    }),
    handle: async ({ caller: { id: account, school }, request, reply }) => {
      const token = tokenOf(request.headers.cookie);
      const issuer = await signOut(parts, token, { account, ...(school === undefined ? {} : { school }) });
      reply.header('set-cookie', noCookie());
      if (issuer === undefined || provider === undefined) return {};
      // Whoever signs out here must not stay in because the provider is away.
      const url = await provider.endSession().catch(() => undefined);
      return url === undefined ? {} : { providerUrl: url.href };
    },
  });

  route({
    who: 'person',
    method: 'PUT',
    url: '/session/school',
    summary: 'Work in another of one’s schools',
    tag: 'session',
    body: exactly({ school: Uuid }),
    answer: nothing,
    handle: async ({ caller, body, request }) => {
      schoolToWorkIn(caller.grants, body.school);
      const token = hashSecret(tokenOf(request.headers.cookie));
      await sql`select vratar_session_school(${token}, ${body.school})`.execute(parts.api);
    },
  });
}

function tokenOf(cookie: string | undefined): string {
  const token = sessionToken(cookie);
  if (token === undefined) throw new VratarError('not_signed_in');
  return token;
}
