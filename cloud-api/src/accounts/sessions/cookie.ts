import { parseCookie, stringifySetCookie } from 'cookie';

/** `__Host-`: the browser takes it over a secure connection only, for this host only, and from no subdomain. */
export const SESSION_COOKIE = '__Host-vratar';

/** Lax: a link from an e-mail opens the page signed in, and another site's form does not send it. */
const ATTRIBUTES = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

export const sessionToken = (header: string | undefined): string | undefined =>
  header === undefined ? undefined : parseCookie(header)[SESSION_COOKIE];

export const sessionCookie = (token: string, expires: Date): string =>
  stringifySetCookie({ name: SESSION_COOKIE, value: token, ...ATTRIBUTES, expires });

export const noCookie = (): string =>
  stringifySetCookie({ name: SESSION_COOKIE, value: '', ...ATTRIBUTES, maxAge: 0 });

/** As a page of this cloud asks within a session. */
export const sessionHeaders = (token: string) => ({
  cookie: `${SESSION_COOKIE}=${token}`,
  'sec-fetch-site': 'same-origin',
});
