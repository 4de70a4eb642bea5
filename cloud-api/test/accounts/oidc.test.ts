import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addAccount, assignRole } from '../../src/accounts/index.ts';
import { backPath } from '../../src/accounts/oidc/back-path.ts';
import { linkBeforehand, unlinkIdentities } from '../../src/accounts/oidc/identities.ts';
import { testDatabase } from '../support/database.ts';
import { CLIENT, signInThere, startIdentityProvider } from '../support/identity-provider.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const PUBLIC = 'https://vratar.example';
const PASSWORD = 'дълга парола за проверка';

const provider = await startIdentityProvider(PUBLIC);
const db = await testDatabase();
const oidc = {
  issuer: provider.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  name: 'School login',
  publicUrl: PUBLIC,
};
const { app, vault, close } = await routeApp(db, [], () => now, { oidc });
after(async () => {
  await close();
  await provider.stop();
  await db.close();
});
const { a } = await twoSchools(db, vault, now);

async function account(login: string, password?: string): Promise<string> {
  const id = await addAccount(db.jobs, vault, { login, ...(password === undefined ? {} : { password }) });
  const role = { account: id, role: 'principal', school: a.school, from: new Date(0) } as const;
  await db.jobs.transaction().execute((trx) => assignRole(trx, vault, role, now));
  return id;
}

const get = (url: string, cookie?: string) =>
  app.inject({ method: 'GET', url, headers: { ...(cookie && { cookie }) } });
type Answer = Awaited<ReturnType<typeof get>>;
const cookiesOf = (answer: Answer): Map<string, string> =>
  new Map(
    [answer.headers['set-cookie'] ?? []].flat().map((line) => {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      return [name!, value!];
    }),
  );
const flow = (answer: Answer): string => `__Host-vratar-oidc=${cookiesOf(answer).get('__Host-vratar-oidc')}`;
const problemOf = (answer: Answer): string | null => {
  assert.equal(answer.statusCode, 302, answer.body);
  const url = new URL(String(answer.headers.location), PUBLIC);
  assert.equal(url.pathname, '/sign-in/');
  return url.searchParams.get('problem');
};

const begin = (path = '') => get(`/api/v1/session/oidc${path}`);
async function signIn(subject: string): Promise<Answer> {
  const begun = await begin('?back=/today/%3Fclass%3D1');
  const back = await signInThere(String(begun.headers.location), subject);
  assert.equal(back.origin, PUBLIC);
  return get(`${back.pathname}${back.search}`, flow(begun));
}

test('the provider is asked with PKCE, state and nonce, and for nothing but who it is', async () => {
  const begun = await begin();
  const url = new URL(String(begun.headers.location));
  assert.equal(url.origin, provider.issuer);
  const asked = Object.fromEntries(url.searchParams);
  assert.equal(asked.response_type, 'code');
  assert.equal(asked.code_challenge_method, 'S256');
  assert.equal(asked.scope, 'openid');
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(asked[name]!.length >= 43, name);
  const again = new URL(String((await begin()).headers.location));
  assert.notEqual(again.searchParams.get('state'), asked.state);
  const cookie = String(begun.headers['set-cookie']);
  for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax']) assert.ok(cookie.includes(part), part);
});

test('an identity that was linked beforehand signs in to its account, to the page that was wanted', async () => {
  const id = await account('linked@a.example');
  await linkBeforehand(db.jobs, id, { issuer: provider.issuer, subject: 'person-1' }, now);
  await linkBeforehand(db.jobs, id, { issuer: provider.issuer, subject: 'person-1' }, now);
  const answer = await signIn('person-1');
  assert.equal(answer.headers.location, '/today/?class=1');
  const cookies = cookiesOf(answer);
  assert.equal(cookies.get('__Host-vratar-oidc'), '', 'the flow is over');
  const session = `__Host-vratar=${cookies.get('__Host-vratar')}`;
  const me = (await get('/api/v1/me', session)).json();
  assert.equal(me.id, id);
  const out = await app.inject({
    method: 'DELETE',
    url: '/api/v1/session',
    headers: { cookie: session, 'sec-fetch-site': 'same-origin' },
  });
  const url = new URL(out.json().providerUrl);
  assert.equal(url.origin, provider.issuer);
  assert.equal(url.searchParams.get('post_logout_redirect_uri'), `${PUBLIC}/sign-in/`);
  assert.equal((await get('/api/v1/me', session)).statusCode, 401);
});

test('an identity without an account gets none, also when its subject is an account’s login', async () => {
  await account('same@a.example', PASSWORD);
  assert.equal(problemOf(await signIn('same@a.example')), 'oidc_unknown');
  const { n } = await db.owner
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  assert.equal(Number(n), 2, 'nobody is entered by signing in');
});

test('who has signed in with a password links an identity once; it is nobody else’s after that', async () => {
  const id = await account('self@a.example', PASSWORD);
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { login: 'self@a.example', password: PASSWORD },
  });
  const session = `__Host-vratar=${cookiesOf(signedIn).get('__Host-vratar')}`;
  assert.equal(problemOf(await begin('?link=true')), 'not_signed_in');
  const link = async (subject: string, cookie: string) => {
    const begun = await get('/api/v1/session/oidc?link=true&back=/today/', cookie);
    const back = await signInThere(String(begun.headers.location), subject);
    return get(`${back.pathname}${back.search}`, `${flow(begun)}; ${cookie}`);
  };
  assert.equal((await link('person-2', session)).headers.location, '/today/');
  assert.equal(problemOf(await link('person-1', session)), 'oidc_taken', 'that is somebody else');
  const answer = await signIn('person-2');
  const mine = `__Host-vratar=${cookiesOf(answer).get('__Host-vratar')}`;
  assert.equal((await get('/api/v1/me', mine)).json().id, id);
  const { items } = (await get('/api/v1/me/notices', mine)).json();
  assert.ok(items.some((notice: { kind: string }) => notice.kind === 'identity_linked'));
  assert.equal(await unlinkIdentities(db.jobs, id), 1);
  assert.equal(problemOf(await signIn('person-2')), 'oidc_unknown');
});

test('what comes back is taken from the browser that began, once, with its own state and nonce', async () => {
  const fresh = async () => {
    const begun = await begin();
    const back = await signInThere(String(begun.headers.location), 'person-1');
    return { begun, path: `${back.pathname}${back.search}`, back };
  };
  const one = await fresh();
  assert.equal(problemOf(await get(one.path)), 'oidc_refused', 'another browser');
  const other = await begin();
  assert.equal(problemOf(await get(one.path, flow(other))), 'oidc_refused', 'another flow of this browser');
  const opened = JSON.parse(Buffer.from(flow(one.begun).split('=')[1]!, 'base64url').toString()) as Record<
    string,
    string
  >;
  const altered = (change: Record<string, string>) =>
    `__Host-vratar-oidc=${Buffer.from(JSON.stringify({ ...opened, ...change })).toString('base64url')}`;
  assert.equal(problemOf(await get(one.path, altered({ verifier: 'x'.repeat(43) }))), 'oidc_refused', 'PKCE');
  const two = await fresh();
  const nonce = {
    ...JSON.parse(Buffer.from(flow(two.begun).split('=')[1]!, 'base64url').toString()),
    nonce: 'n',
  };
  const wrong = `__Host-vratar-oidc=${Buffer.from(JSON.stringify(nonce)).toString('base64url')}`;
  assert.equal(problemOf(await get(two.path, wrong)), 'oidc_refused', 'a nonce of another');
  const three = await fresh();
  assert.equal((await get(three.path, flow(three.begun))).headers.location, '/');
  assert.equal(problemOf(await get(three.path, flow(three.begun))), 'oidc_refused', 'a code twice');
  const denied = '/api/v1/session/oidc/callback?error=access_denied';
  assert.equal(problemOf(await get(denied, flow(await begin()))), 'oidc_refused');
});

test('nothing that is typed into the address leads to another server', () => {
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'x',
    '',
  ]) {
    assert.equal(backPath(evil), '/', evil);
  }
  assert.equal(backPath('/today/?class=1#2'), '/today/?class=1#2');
  assert.equal(backPath(undefined), '/');
});

test('without a provider, and while it is away, people are told and use their password', async () => {
  const gone = await routeApp(db, [], () => now, { oidc: { ...oidc, issuer: 'http://127.0.0.1:9' } });
  const none = await routeApp(db, [], () => now);
  try {
    const away = await gone.app.inject({ method: 'GET', url: '/api/v1/session/oidc' });
    assert.equal(problemOf(away), 'oidc_unreachable');
    assert.deepEqual((await gone.stranger('GET', '/session/ways')).json, {
      provider: { name: 'School login' },
    });
    assert.equal(
      problemOf(await none.app.inject({ method: 'GET', url: '/api/v1/session/oidc' })),
      'oidc_off',
    );
    assert.deepEqual((await none.stranger('GET', '/session/ways')).json, {});
  } finally {
    await gone.close();
    await none.close();
  }
});
