import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { registersCapability } from '../../src/registers/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

// What protects people holds over all API processes of one database; what protects a process from a flood is its own.

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
/** So few that they are asked within the minute on the slowest machine. */
const requestsAMinute = 40;
const one = await routeApp(db, [registersCapability], () => now, { requestsAMinute });
const other = await routeApp(db, [registersCapability], () => now);
after(async () => {
  await one.close();
  await other.close();
  await db.close();
});
const { a } = await twoSchools(db, one.vault, now);
const officer = await one.person('officer@a.example', { role: 'card_officer', school: a.school });

const signIn = async (at: typeof one, login: string, password: string, remoteAddress = '10.1.0.1') => {
  const answer = await at.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress,
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { login, password },
  });
  return { status: answer.statusCode, code: answer.json().code };
};

test('wrong passwords are counted over all processes, and lock the account in all', async () => {
  await one.person('guard@a.example', { role: 'guard', school: a.school });
  const right = 'дълга парола за проверка';
  assert.equal((await signIn(other, 'guard@a.example', right)).status, 201);
  for (let attempt = 0; attempt < 5; attempt += 1)
    await signIn(attempt % 2 === 0 ? one : other, 'guard@a.example', 'не е тази парола');
  for (const at of [one, other]) assert.equal((await signIn(at, 'guard@a.example', right)).status, 401);
});

test('a request that is sent again to the other process is done once', async () => {
  const body = { code: 'ХОР', name: 'Хор' };
  const key = { 'idempotency-key': 'choir-of-the-school' };
  const first = await officer.send('POST', '/subjects', body, key);
  assert.equal(first.status, 201);
  const session = await other.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { login: 'officer@a.example', password: 'дълга парола за проверка' },
  });
  const again = await other.app.inject({
    method: 'POST',
    url: '/api/v1/subjects',
    headers: {
      'sec-fetch-site': 'same-origin',
      cookie: String(session.headers['set-cookie']).split(';')[0]!,
      ...key,
    },
    payload: body,
  });
  assert.deepEqual([again.statusCode, again.json().id], [201, first.json.id]);
});

test('the bound of one address is each process’s own', async () => {
  const ask = async (at: typeof one) => {
    const { statusCode } = await at.app.inject({ url: '/api/v1/session/ways', remoteAddress: '10.9.9.9' });
    return statusCode;
  };
  for (let n = 0; n < requestsAMinute; n += 1) assert.equal(await ask(one), 200);
  assert.equal(await ask(one), 429, 'the first process has had enough of this address');
  assert.equal(await ask(other), 200);
});
