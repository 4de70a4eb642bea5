import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { apiTasks } from '../../src/api/tasks.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

let now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const other = await app.person('principal@b.example', { role: 'principal', school: b.school });

const body = (name: string) => ({ name, scopes: ['presence.see'], expiresAt: '2027-01-01T00:00:00Z' });
const issue = (key: string, name = 'program', who = principal) =>
  who.send('POST', '/tokens', body(name), { 'idempotency-key': key });
const tokens = async (school: string) => {
  const counted = db.owner.selectFrom('api_token').select((eb) => eb.fn.countAll<string>().as('n'));
  return Number((await counted.where('school', '=', school).executeTakeFirstOrThrow()).n);
};

test('a write that comes twice with its key is done once, and answered alike, secret and all', async () => {
  const [first, second] = [await issue('key-number-1'), await issue('key-number-1')];
  assert.equal(first.status, 201);
  assert.deepEqual([second.status, second.json], [first.status, first.json]);
  assert.equal(first.headers['idempotency-replayed'], undefined);
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.equal(await tokens(a.school), 1);
  const { rows } = await sql<{ text: string }>`select t::text as text from idempotent_answer t`.execute(
    db.owner,
  );
  const bytes = Buffer.from(first.json.token).toString('hex');
  assert.ok(rows.length === 1 && !rows[0]!.text.includes(bytes), 'the answer is kept sealed');
});

test('of two at once one works, and both get its answer', async () => {
  const before = await tokens(a.school);
  const answers = await Promise.all(Array.from({ length: 5 }, () => issue('at-once-key')));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
  assert.equal(await tokens(a.school), before + 1);
});

test('another request with the key is refused; another caller’s same key is another key', async () => {
  const before = await tokens(a.school);
  const answer = await issue('key-number-1', 'another program');
  assert.deepEqual([answer.status, answer.json.code], [422, 'idempotency_key_reused']);
  assert.equal(await tokens(a.school), before);
  assert.equal((await issue('key-number-1', 'program', other)).headers['idempotency-replayed'], undefined);
  assert.equal(await tokens(b.school), 1);
});

test('what failed has kept nothing, so that the same key may try again', async () => {
  const wrong = { ...body('late'), expiresAt: '2020-01-01T00:00:00Z' };
  const key = { 'idempotency-key': 'failed-first' };
  assert.equal((await principal.send('POST', '/tokens', wrong, key)).json.code, 'period_invalid');
  assert.equal((await principal.send('POST', '/tokens', body('late'), key)).status, 201);
});

test('a key is forgotten after a day, and its answer is cleared away', async () => {
  const start = now;
  now = new Date(start.getTime() + 25 * 3_600_000);
  await apiTasks(db.jobs, () => now).tidy_answers!(undefined, undefined as never);
  const left = await db.owner.selectFrom('idempotent_answer').select('key').execute();
  assert.equal(left.length, 0);
  assert.equal((await issue('key-number-1')).headers['idempotency-replayed'], undefined);
  now = start;
});

test('keys that are no keys are refused', async () => {
  for (const key of ['short', 'x'.repeat(129)]) {
    assert.equal((await issue(key)).json.code, 'request_invalid');
  }
});

test('pages of a list hold each row once, also where only microseconds are between two, and while rows come', async () => {
  const account = principal.account;
  await sql`insert into account_notice (account, kind, at)
    select ${account}, 'password_changed', timestamptz '2026-11-01T00:00:00Z' + n * interval '1 microsecond'
    from generate_series(1, 23) n`.execute(db.owner);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 9; page += 1) {
    const query: string = new URLSearchParams({ limit: '5', ...(cursor && { cursor }) }).toString();
    const { json } = await principal.send('GET', `/me/notices?${query}`);
    seen.push(...json.items.map(({ id }: { id: string }) => id));
    cursor = json.next;
    if (cursor === undefined) break;
    await sql`insert into account_notice (account, kind, at) values (${account}, 'password_changed',
      timestamptz '2026-11-02T00:00:00Z')`.execute(db.owner);
  }
  assert.equal(cursor, undefined);
  assert.equal(seen.length, 23);
  assert.equal(new Set(seen).size, 23);
});

test('a cursor is for its own list, and a forged one is a mistake of the request', async () => {
  const { json } = await principal.send('GET', '/me/notices?limit=1');
  const elsewhere = await principal.send('GET', `/tokens?limit=1&cursor=${json.next}`);
  assert.deepEqual([elsewhere.status, elsewhere.json.code], [400, 'cursor_invalid']);
  const parts = JSON.parse(Buffer.from(json.next, 'base64url').toString());
  const forged = [
    'nonsense',
    Buffer.from(JSON.stringify([parts[0], 'not a time', parts[2]])).toString('base64url'),
    Buffer.from(JSON.stringify([parts[0], parts[1]])).toString('base64url'),
    Buffer.from(JSON.stringify([parts[0], parts[1], { $ne: 1 }])).toString('base64url'),
  ];
  for (const cursor of forged) {
    const answer = await principal.send('GET', `/me/notices?cursor=${cursor}`);
    assert.equal(answer.json.code, 'cursor_invalid', cursor);
  }
});

test('JSON is not coerced, addresses are, and U+0000 goes nowhere', async () => {
  assert.equal((await principal.send('GET', '/tokens?limit=2')).status, 200);
  assert.equal((await principal.send('GET', '/tokens?limit=0')).json.code, 'request_invalid');
  const number = await principal.send('POST', '/tokens', { ...body('x'), name: 5 });
  assert.equal(number.json.code, 'request_invalid');
  const nul = await principal.send('POST', '/tokens', body('a\0b'));
  assert.deepEqual([nul.json.code, nul.json.field], ['request_invalid', 'body/name']);
});

test('an address that no route can be given is answered like everything else', async () => {
  for (const path of ['/people/%zz', '/people/%E0%A4%A', `/people/${'x'.repeat(2_000)}`]) {
    const { status, headers, json } = await principal.send('GET', path);
    assert.match(String(headers['content-type']), /^application\/problem\+json/, path);
    assert.ok(status >= 400 && status < 500, path);
    assert.ok(['request_invalid', 'route_unknown'].includes(json.code), `${path}: ${json.code}`);
  }
});
