import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Callers } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { noCookie, sessionCookie, sessionToken } from '../sessions/cookie.ts';
import { signIn } from '../sessions/sign-in.ts';
import { signOut } from '../sessions/sign-out.ts';
import { grantView } from './grant-view.ts';
import { exactly, GrantView, Login, Nothing, Uuid } from './schemas.ts';

/** A school of teachers behind one address signs in within a minute; a guesser of passwords is slowed down. */
const SIGN_INS_A_MINUTE = 60;

const SignInBody = exactly({
  login: Login,
  password: Type.String({ minLength: 1, maxLength: 256 }),
  school: Type.Optional(Uuid),
});
const SessionView = Type.Object({
  account: Uuid,
  school: Type.Optional(Uuid),
  expiresAt: Type.String(),
  grants: Type.Array(GrantView),
});

/** `POST /session` signs in, `DELETE /session` signs out. */
export function sessionRoutes(app: FastifyInstance, parts: AccountParts, callers: Callers): void {
  app.post<{ Body: Static<typeof SignInBody> }>(
    '/session',
    {
      schema: { body: SignInBody, response: { 201: SessionView } },
      config: { rateLimit: { max: SIGN_INS_A_MINUTE } },
    },
    async (request, reply) => {
      const { token, account, school, expiresAt, grants } = await signIn(parts, request.body);
      reply
        .code(201)
        .header('set-cookie', sessionCookie(token, expiresAt))
        .header('cache-control', 'no-store');
      const where = school === undefined ? {} : { school };
      return { account, ...where, expiresAt: expiresAt.toISOString(), grants: grants.map(grantView) };
    },
  );

  app.delete('/session', { schema: { response: { 204: Nothing } } }, async (request, reply) => {
    const { id: account, school } = await callers.requirePerson(request);
    const token = sessionToken(request.headers.cookie);
    if (token === undefined) throw new VratarError('not_signed_in');
    await signOut(parts, token, { account, ...(school === undefined ? {} : { school }) });
    return reply.code(204).header('set-cookie', noCookie()).send();
  });
}
