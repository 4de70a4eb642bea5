import { parseCookie, stringifySetCookie } from 'cookie';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { OidcFlow } from './provider.ts';

const FLOW_COOKIE = '__Host-vratar-oidc';
/** Long enough for a second factor. */
const FLOW_SECONDS = 600;

const Flow = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  verifier: Type.String(),
  back: Type.String(),
  link: Type.Boolean(),
});

/** Lax: the provider sends the browser back from another site. */
const ATTRIBUTES = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

/**
 * Ties the two halves of signing in to one browser, without a row in the database for each that was begun. Of no use to
 * whoever reads it elsewhere: the code comes to this browser only.
 */
export const flowCookie = (flow: OidcFlow): string =>
  stringifySetCookie({
    name: FLOW_COOKIE,
    value: Buffer.from(JSON.stringify(flow)).toString('base64url'),
    ...ATTRIBUTES,
    maxAge: FLOW_SECONDS,
  });

export const noFlowCookie = (): string =>
  stringifySetCookie({ name: FLOW_COOKIE, value: '', ...ATTRIBUTES, maxAge: 0 });

/** @returns undefined when none was begun in this browser, or too long ago */
export function flowOf(header: string | undefined): OidcFlow | undefined {
  const text = header === undefined ? undefined : parseCookie(header)[FLOW_COOKIE];
  if (text === undefined) return undefined;
  try {
    const flow: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Value.Check(Flow, flow) ? flow : undefined;
  } catch {
    return undefined;
  }
}
