import { VratarError } from '@vratar/protocol/errors';
import { Type } from 'typebox';
import { type AddOpenRoute, elsewhere, exactly } from '../../api/index.ts';
import type { Callers } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { backPath } from '../oidc/back-path.ts';
import { flowCookie, flowOf, noFlowCookie } from '../oidc/flow-cookie.ts';
import { accountOf, linkIdentity } from '../oidc/identities.ts';
import type { OidcFlow, OidcProvider } from '../oidc/provider.ts';
import { sessionCookie, sessionToken } from '../sessions/cookie.ts';
import { openSession } from '../sessions/open-session.ts';

const STARTS_A_MINUTE = 60;
const Path = Type.String({ minLength: 1, maxLength: 1024 });

/** Signing in with an identity provider. Both are pages for a browser: what fails leads back to the sign-in page. */
export function oidcRoutes(
  route: AddOpenRoute,
  parts: AccountParts,
  callers: Callers,
  provider: OidcProvider | undefined,
): void {
  route({
    who: 'anyone',
    method: 'GET',
    url: '/session/oidc',
    summary: 'Sign in with the identity provider, or link it to one’s own account',
    tag: 'session',
    perMinute: STARTS_A_MINUTE,
    query: exactly({
      back: Type.Optional(Path),
      link: Type.Optional(Type.Boolean({ description: 'Link to the account that is signed in.' })),
    }),
    answer: elsewhere,
    handle: async ({ query, request, reply }) => {
      const back = backPath(query.back);
      if (provider === undefined) return problemPage('oidc_off', back);
      try {
        if (query.link) await callers.requirePerson(request);
        const { url, flow } = await provider.begin({ back, link: query.link ?? false });
        reply.header('set-cookie', flowCookie(flow));
        return url.href;
      } catch (error) {
        return problemPage(codeOf(error), back);
      }
    },
  });

  route({
    who: 'anyone',
    method: 'GET',
    url: '/session/oidc/callback',
    summary: 'Take the browser back from the identity provider',
    tag: 'session',
    perMinute: STARTS_A_MINUTE,
    answer: elsewhere,
    handle: async ({ request, reply }) => {
      const flow = flowOf(request.headers.cookie);
      reply.header('set-cookie', noFlowCookie());
      if (provider === undefined || flow === undefined) {
        return problemPage(provider === undefined ? 'oidc_off' : 'oidc_refused', flow?.back);
      }
      try {
        return await finish(provider, flow, request, reply);
      } catch (error) {
        request.log.warn({ code: codeOf(error) }, 'signing in with the identity provider failed');
        return problemPage(codeOf(error), flow.back);
      }
    },
  });

  type Handling = Parameters<Parameters<AddOpenRoute>[0]['handle']>[0];

  async function finish(
    at: OidcProvider,
    flow: OidcFlow,
    request: Handling['request'],
    reply: Handling['reply'],
  ): Promise<string> {
    const mark = request.url.indexOf('?');
    const identity = await at.finish(mark === -1 ? '' : request.url.slice(mark), flow);
    const back = backPath(flow.back);
    if (flow.link) {
      const { id: account, school } = await callers.requirePerson(request);
      const token = sessionToken(request.headers.cookie)!;
      await linkIdentity(parts, { account, school, token }, identity);
      return back;
    }
    const account = await accountOf(parts, identity);
    if (account === undefined) throw new VratarError('oidc_unknown');
    const { token, expiresAt } = await openSession(parts, {
      account,
      issuer: identity.issuer,
      agent: request.headers['user-agent'],
    });
    reply.header('set-cookie', sessionCookie(token, expiresAt));
    return back;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof VratarError) return error.code;
  throw error;
}

const problemPage = (code: string, back: string | undefined): string =>
  `/sign-in/?${new URLSearchParams({ problem: code, back: backPath(back) })}`;
