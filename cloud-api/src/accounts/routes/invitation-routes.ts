import { Type } from 'typebox';
import { type AddOpenRoute, exactly, nothing } from '../../api/index.ts';
import type { AccountParts } from '../context.ts';
import { acceptInvitation, lookAtInvitation } from '../managing/invitation.ts';
import { sessionCookie } from '../sessions/cookie.ts';
import { openSession } from '../sessions/open-session.ts';
import { Password } from './schemas.ts';

const Secret = Type.String({ minLength: 1, maxLength: 100, description: 'What stands in the link.' });
/** A secretary's office opens a dozen; nobody needs to try many. */
const TRIES_A_MINUTE = 30;

/** The first password, set by the person whose account it is and known to nobody else. */
export function invitationRoutes(route: AddOpenRoute, parts: AccountParts): void {
  const shared = { who: 'anyone', tag: 'session', perMinute: TRIES_A_MINUTE } as const;
  route({
    ...shared,
    method: 'POST',
    url: '/session/invitation/look',
    summary: 'Read whose invitation a link is',
    body: exactly({ invitation: Secret }),
    answer: Type.Object({ login: Type.String(), school: Type.String(), expiresAt: Type.String() }),
    handle: async ({ body }) => {
      const { expiresAt, ...whose } = await lookAtInvitation(parts, body.invitation);
      return { ...whose, expiresAt: expiresAt.toISOString() };
    },
  });

  route({
    ...shared,
    method: 'POST',
    url: '/session/invitation',
    summary: 'Take the first password of an account, and sign in',
    body: exactly({ invitation: Secret, password: Password }),
    answer: nothing,
    handle: async ({ body: { invitation, password }, request, reply }) => {
      const account = await acceptInvitation(parts, { secret: invitation, password });
      const agent = request.headers['user-agent'];
      const { token, expiresAt } = await openSession(parts, { account, agent });
      reply.header('set-cookie', sessionCookie(token, expiresAt));
    },
  });
}
