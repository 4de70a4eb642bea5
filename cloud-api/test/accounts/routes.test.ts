import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { accountsCapability } from '../../src/accounts/capability.ts';
import { tellDelegationEnd } from '../../src/accounts/delegation/end-delegation.ts';
import { addAccount, assignRole, Callers, resetPassword, sessionViewer } from '../../src/accounts/index.ts';
import { verifyAudit } from '../../src/audit/index.ts';
import { connectPool } from '../../src/db/index.ts';
import { buildApp } from '../../src/server/index.ts';
import { testDatabase } from '../support/database.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

const PASSWORD = 'дълга парола за проверка';
let now = new Date('2026-11-09T05:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);

const db = await testDatabase();
const vault = testVault();
await vault.prepare(db.jobs);
const { a, b } = await twoSchools(db, vault, now);
const apiPool = connectPool(db.logins.api);
const parts = {
  api: db.api,
  apiPool,
  jobs: db.jobs,
  vault,
  log: pino({ level: 'silent' }),
  now: () => now,
  toGateway: () => undefined,
};
const health = { database: async () => undefined, broker: () => undefined, counts: () => ({}) };
const app = await buildApp({ parts, health, capabilities: [accountsCapability], log: parts.log });
after(async () => {
  await app.close();
  await apiPool.end();
  await db.close();
});

async function person(login: string, role: object): Promise<string> {
  const account = await addAccount(db.jobs, vault, { login, password: PASSWORD });
  await give(account, role);
  return account;
}
const give = (account: string, role: object) =>
  db.jobs
    .transaction()
    .execute((trx) => assignRole(trx, vault, { account, from: new Date(0), ...role } as never, now));

const SAME = { 'sec-fetch-site': 'same-origin' };
const send = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  cookie?: string,
  payload?: object,
  headers = {},
) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { ...SAME, ...(cookie && { cookie }), ...headers },
    ...(payload && { payload }),
  });
const signIn = (login: string, password = PASSWORD) =>
  send('POST', '/session', undefined, { login, password });
async function cookieOf(login: string): Promise<string> {
  const answer = await signIn(login);
  assert.equal(answer.statusCode, 201, answer.body);
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const code = (answer: { json(): { code?: string } }) => answer.json().code;

const principal = await person('principal@a.example', { role: 'principal', school: a.school });
await person('deputy@a.example', { role: 'guard', school: a.school });
await person('principal@b.example', { role: 'principal', school: b.school });

test('signing in gives a cookie that no script and no other site can use, and the rights', async () => {
  const answer = await signIn(' Principal@A.example ');
  assert.equal(answer.statusCode, 201);
  const cookie = String(answer.headers['set-cookie']);
  for (const part of ['__Host-vratar=', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) {
    assert.ok(cookie.includes(part), part);
  }
  const me = await send('GET', '/me', cookie.split(';')[0]);
  assert.equal(me.json().id, principal);
  assert.equal(me.json().login, 'principal@a.example');
  assert.deepEqual(
    me.json().grants.map((grant: { role: string; school: string }) => [grant.role, grant.school]),
    [['principal', a.school]],
  );
  const { rows } = await apiPool.query("select has_table_privilege('session', 'select') as may");
  assert.equal(rows[0].may, false, 'the working role cannot read sessions');
  await assert.rejects(apiPool.query('select password from account'), /permission denied/);
});

test('errors are problems with a code; what the schema does not know is refused', async () => {
  const answer = await send('GET', '/me');
  assert.equal(answer.statusCode, 401);
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
  assert.equal(code(answer), 'not_signed_in');
  assert.equal(code(await send('GET', '/nowhere')), 'route_unknown');
  const odd = await send('POST', '/session', undefined, { login: 'x@y.z', password: 'p', admin: true });
  assert.equal(code(odd), 'request_invalid');
});

test('a write that another site sends is refused, with and without the newer header', async () => {
  const cookie = await cookieOf('principal@a.example');
  const from = (headers: Record<string, string>) =>
    app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie, host: 'school.example', ...headers },
    });
  assert.equal(code(await from({ 'sec-fetch-site': 'cross-site' })), 'cross_site');
  assert.equal(code(await from({ 'sec-fetch-site': 'same-site' })), 'cross_site');
  assert.equal(code(await from({ origin: 'https://evil.example' })), 'cross_site');
  assert.equal(code(await from({})), 'cross_site');
  assert.equal((await from({ origin: 'https://school.example' })).statusCode, 200);
});

test('a session ends when it is closed, idle too long, or old', async () => {
  const [closed, idle, old] = [
    await cookieOf('principal@a.example'),
    await cookieOf('principal@a.example'),
    await cookieOf('principal@a.example'),
  ];
  assert.equal((await send('DELETE', '/session', closed)).statusCode, 200);
  assert.equal((await send('GET', '/me', closed)).statusCode, 401);
  const start = now;
  for (let step = 1; step <= 30; step += 1) {
    now = new Date(start.getTime() + step * 25 * 60_000);
    const expected = step * 25 < 12 * 60 ? 200 : 401;
    assert.equal((await send('GET', '/me', old)).statusCode, expected, `after ${step * 25} minutes`);
    if (step === 2) assert.equal((await send('GET', '/me', idle)).statusCode, 401);
  }
  now = start;
});

test('guesses lock the account, also when sent at once; the holder is told; a reset opens it', async () => {
  const login = 'locked@a.example';
  await person(login, { role: 'guard', school: a.school });
  const guesses = await Promise.all(Array.from({ length: 7 }, () => signIn(login, 'a wrong password')));
  assert.deepEqual([...new Set(guesses.map(code))], ['sign_in_refused']);
  assert.equal(code(await signIn(login)), 'sign_in_refused', 'the right password waits too');
  assert.equal(code(await signIn('nobody@a.example')), 'sign_in_refused');
  const start = now;
  now = new Date(start.getTime() + 16 * 60_000);
  const cookie = await cookieOf(login);
  const { items: notices } = (await send('GET', '/me/notices', cookie)).json();
  assert.deepEqual(
    notices.map((notice: { kind: string }) => notice.kind),
    ['locked_out'],
  );
  const unseen = async () => (await send('GET', '/me/notices/unseen', cookie)).json().count;
  assert.equal(await unseen(), 1);
  await send('POST', '/me/notices/seen', cookie, { through: randomUUID() });
  assert.equal(await unseen(), 1, 'through nothing');
  await send('POST', `/me/notices/${notices[0].id}/seen`, cookie);
  assert.equal(await unseen(), 0);
  assert.equal((await send('GET', '/me/notices?unseen=true', cookie)).json().items.length, 0);
  await resetPassword(db.jobs, vault, { login, password: 'another long password' }, now);
  assert.equal((await send('GET', '/me', cookie)).statusCode, 401, 'a reset ends open sessions');
  const first = await signIn(login, 'another long password');
  assert.equal(first.statusCode, 201);
  const given = String(first.headers['set-cookie']).split(';')[0]!;
  assert.equal(code(await send('GET', '/me', given)), 'password_must_change', 'somebody else knows it');
  const change = (present: string, wanted: string) => send('PUT', '/me/password', given, { present, wanted });
  assert.equal(code(await change('not this one at all', 'a password of my own')), 'password_wrong');
  assert.equal(code(await change('another long password', 'another long password')), 'password_same');
  assert.equal(code(await change('another long password', 'short')), 'password_length');
  const elsewhere = String((await signIn(login, 'another long password')).headers['set-cookie']).split(
    ';',
  )[0]!;
  const changed = await change('another long password', 'a password of my own');
  assert.equal(changed.statusCode, 204, changed.body);
  assert.equal((await send('GET', '/me', given)).statusCode, 200);
  assert.equal(code(await send('GET', '/me', elsewhere)), 'not_signed_in', 'other sessions end');
  assert.equal((await signIn(login, 'a password of my own')).statusCode, 201);
  now = start;
});

test('a delegation holds for its acts and its time, both are told, and it ends with its giver’s role', async () => {
  const giver = await cookieOf('principal@a.example');
  const receiver = await cookieOf('deputy@a.example');
  const body = { login: 'deputy@a.example', acts: ['names.see', 'month.sign'], from: now, until: hours(1) };
  assert.equal(code(await send('POST', '/delegations', receiver, body)), 'not_permitted');
  const refused = await send('POST', '/delegations', giver, { ...body, acts: ['delegations.give'] });
  assert.equal(code(refused), 'acts_unknown');
  const stranger = { ...body, login: 'principal@b.example' };
  assert.equal(code(await send('POST', '/delegations', giver, stranger)), 'account_unknown');
  const made = await send('POST', '/delegations', giver, body);
  assert.equal(made.statusCode, 201, made.body);
  const roles = async () =>
    (await send('GET', '/me', receiver)).json().grants?.map((grant: { role: string }) => grant.role);
  assert.deepEqual(await roles(), ['guard', 'delegate']);
  const start = now;
  now = hours(1);
  const again = await cookieOf('deputy@a.example');
  const ended = (await send('GET', '/me', again)).json().grants;
  assert.equal(ended.length, 1, 'it ends by itself, before any job has run');
  await tellDelegationEnd(db.jobs, { school: a.school, delegation: made.json().id }, now);
  await tellDelegationEnd(db.jobs, { school: a.school, delegation: made.json().id }, now);
  const kinds = (await send('GET', '/me/notices', again)).json().items.map((n: { kind: string }) => n.kind);
  assert.deepEqual(kinds, ['delegation_ended', 'delegation_received']);
  now = start;
});

test('a token does what its scopes say in its school until it is revoked', async () => {
  const cookie = await cookieOf('principal@a.example');
  const issued = await send('POST', '/tokens', cookie, {
    name: 'timetable program',
    scopes: ['presence.see'],
    expiresAt: hours(48),
  });
  assert.equal(issued.statusCode, 201, issued.body);
  const authorization = `Bearer ${issued.json().token}`;
  const me = (await send('GET', '/me', undefined, undefined, { authorization })).json();
  assert.deepEqual([me.kind, me.school], ['token', a.school]);
  const viewer = sessionViewer(new Callers(parts), () => Promise.reject(new Error('not asked')));
  const seen = await viewer({ headers: { authorization } } as never);
  assert.deepEqual([seen.school, seen.names], [a.school, 'none']);
  assert.equal((await viewer({ headers: { cookie } } as never)).names, 'all');
  const other = await cookieOf('principal@b.example');
  assert.equal(code(await send('DELETE', `/tokens/${issued.json().id}`, other)), 'token_unknown');
  assert.equal((await send('GET', '/tokens', other)).json().items.length, 0);
  assert.equal((await send('DELETE', `/tokens/${issued.json().id}`, cookie)).statusCode, 204);
  assert.equal(code(await send('GET', '/me', undefined, undefined, { authorization })), 'not_signed_in');
});

test('what happened to accounts is in whole audit chains', async () => {
  for await (const report of verifyAudit(db.jobs)) assert.equal(report.problem, undefined);
  const rows = await db.owner.selectFrom('audit_entry').select('action').distinct().execute();
  const actions = new Set(rows.map((row) => row.action));
  for (const action of [
    'signed_in',
    'signed_out',
    'sign_in_failed',
    'locked_out',
    'delegation_given',
    'delegation_ended',
    'token_issued',
    'token_revoked',
    'account_changed',
  ]) {
    assert.ok(actions.has(action), action);
  }
});
