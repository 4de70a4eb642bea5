import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { type AddOpenRoute, ById, exactly, nothing, Uuid } from '../../api/index.ts';
import { audit } from '../../audit/index.ts';
import type { AccountParts } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { hashSecret } from '../secret.ts';
import { sessionToken } from '../sessions/cookie.ts';
import { inScope } from '../sessions/in-scope.ts';
import { IDLE_MINUTES } from '../sessions/open-session.ts';

const OwnSession = Type.Object({
  id: Uuid,
  openedAt: Type.String(),
  usedAt: Type.String(),
  device: Type.Optional(Type.String({ description: 'Browser and system, as it said at the sign-in.' })),
  issuer: Type.Optional(Type.String({ description: 'The identity provider that vouched.' })),
  here: Type.Boolean({ description: 'Whether it is the one that asks.' }),
});
const Identity = Type.Object({
  issuer: Type.String(),
  linkedAt: Type.String(),
  usedAt: Type.Optional(Type.String()),
});
interface SessionRow {
  readonly id: string;
  readonly opened_at: Date;
  readonly used_at: Date;
  readonly issuer: string | null;
  readonly device: string | null;
  readonly here: boolean;
}

/** `/me/sessions` and `/me/identities`: where I am signed in, and by what. */
export function ownAccessRoutes(route: AddOpenRoute, { api, now }: AccountParts): void {
  const person = { who: 'person', tag: 'account' } as const;
  route({
    ...person,
    method: 'GET',
    url: '/me/sessions',
    summary: 'List where I am signed in, the last used first',
    answer: Type.Object({ items: Type.Array(OwnSession) }),
    handle: async ({ caller: { id, school }, request }) => {
      const rows = await inScope(api, id, school, async (trx) => {
        const { rows: open } = await sql<SessionRow>`select * from vratar_sessions(${id},
          ${presentOf(request.headers.cookie)}, ${now()}, ${`${IDLE_MINUTES} minutes`}::interval)`.execute(
          trx,
        );
        return open;
      });
      return {
        items: rows.map(({ opened_at, used_at, issuer, device, ...row }) => ({
          ...row,
          openedAt: opened_at.toISOString(),
          usedAt: used_at.toISOString(),
          ...(device === null ? {} : { device }),
          ...(issuer === null ? {} : { issuer }),
        })),
      };
    },
  });

  const endSession = (caller: { id: string; school?: string }, which: string | null, kept: Buffer | null) =>
    inScope(api, caller.id, caller.school, async (trx) => {
      const { rows } = await sql<{ ended: number }>`
        select vratar_sessions_end(${caller.id}, ${which}, ${kept}, ${now()}) as ended`.execute(trx);
      const { ended } = rows[0]!;
      if (ended === 0) return 0;
      const detail = { change: 'sessions_ended', count: ended };
      await audit(trx, { action: 'account_changed', subject: `account:${caller.id}`, detail });
      return ended;
    });

  route({
    ...person,
    method: 'DELETE',
    url: '/me/sessions/:id',
    summary: 'End one of my sessions',
    params: ById,
    answer: nothing,
    handle: async ({ caller, params }) => {
      if ((await endSession(caller, params.id, null)) === 0) throw new VratarError('session_unknown');
    },
  });

  route({
    ...person,
    method: 'POST',
    url: '/me/sessions/end-others',
    summary: 'End all my sessions but this one',
    answer: Type.Object({ ended: Type.Integer() }),
    handle: async ({ caller, request }) => ({
      ended: await endSession(caller, null, presentOf(request.headers.cookie)),
    }),
  });

  route({
    ...person,
    method: 'GET',
    url: '/me/identities',
    summary: 'List the identity providers that open my account',
    answer: Type.Object({ items: Type.Array(Identity) }),
    handle: async ({ caller: { id, school } }) => {
      const rows = await inScope(api, id, school, async (trx) => {
        const { rows: linked } = await sql<{ issuer: string; linked_at: Date; used_at: Date | null }>`
          select * from vratar_own_identities()`.execute(trx);
        return linked;
      });
      return {
        items: rows.map(({ issuer, linked_at, used_at }) => ({
          issuer,
          linkedAt: linked_at.toISOString(),
          ...(used_at === null ? {} : { usedAt: used_at.toISOString() }),
        })),
      };
    },
  });

  route({
    ...person,
    method: 'POST',
    url: '/me/identities/unlink',
    summary: 'End the link of my account to an identity provider',
    description: 'The only way into an account stays.',
    body: exactly({ issuer: Type.String({ minLength: 1, maxLength: 300 }) }),
    answer: nothing,
    handle: ({ caller: { id, school }, body: { issuer } }) =>
      inScope(api, id, school, async (trx) => {
        const { rows } = await sql<{
          gone: boolean | null;
        }>`select vratar_unlink_identity(${issuer}) as gone`.execute(trx);
        const gone = rows[0]!.gone;
        if (gone === null) throw new VratarError('identity_last', {}, { field: 'body/issuer' });
        if (!gone) throw new VratarError('identity_unknown', {}, { field: 'body/issuer' });
        const detail = { change: 'identity_removed', issuer };
        await audit(trx, { action: 'account_changed', subject: `account:${id}`, detail });
        await notify(trx, id, 'identity_unlinked', { issuer }, now());
      }),
  });
}

const presentOf = (cookie: string | undefined): Buffer | null => {
  const token = sessionToken(cookie);
  return token === undefined ? null : hashSecret(token);
};
