import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { catalogue } from '@vratar/protocol/errors';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { addAccount, assignRole } from '../../src/accounts/index.ts';
import { capabilities } from '../../src/server/index.ts';
import { addressOf, type Operation, operationsOf, type Sent } from '../support/api-operations.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { arbitraryOf, type Schema } from '../support/schema-arbitrary.ts';
import { type Seeded, twoSchools } from '../support/two-schools.ts';

/** How often each route is tried; more finds more. */
const RUNS = Number(process.env.VRATAR_ROUTE_RUNS ?? 2);
/** The same each time, so that what is found is found again; another one tries what no one has tried. */
const SEED = Number(process.env.VRATAR_ROUTE_SEED ?? 20_261_122);
const PASSWORD = 'дълга парола за проверка';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const { app, vault, close } = await routeApp(
  db,
  capabilities.filter(({ name }) => name !== 'accounts'),
  () => now,
);
after(async () => {
  await close();
  await db.close();
});
const { a, b } = await twoSchools(db, vault, now);
// The demonstration school shows itself to everybody; this one is like all others.
await db.owner.updateTable('school').set({ code: '2200100' }).where('id', '=', a.school).execute();
const operations = (await operationsOf(app)).filter(({ path }) => path !== '/openapi.json');
const ajv = new Ajv2020({ strict: false, coerceTypes: false });
addFormats.default(ajv);
/** What an address carries is text. */
const textAjv = new Ajv2020({ strict: false, coerceTypes: 'array' });
addFormats.default(textAjv);

/** Everybody at once in one school: nothing is refused for want of a role. */
async function everybody(login: string, school: string, more: readonly object[] = []): Promise<string> {
  const account = await addAccount(db.jobs, vault, { login, password: PASSWORD });
  const { id: of } = await db.owner
    .selectFrom('class')
    .select('id')
    .where('school', '=', school)
    .orderBy('name')
    .executeTakeFirstOrThrow();
  const guardian = await db.owner
    .selectFrom('person')
    .select('account_no')
    .where('school', '=', school)
    .where('kind', '=', 'guardian')
    .orderBy('account_no')
    .executeTakeFirstOrThrow();
  const roles = [
    ...['principal', 'card_officer', 'guard', 'installer', 'dpo'].map((role) => ({ role, school })),
    { role: 'homeroom_teacher', school, class: of },
    { role: 'parent', school, personNumber: guardian.account_no },
    ...more,
  ];
  for (const role of roles) {
    await db.jobs
      .transaction()
      .execute((trx) => assignRole(trx, vault, { account, from: new Date(0), ...role } as never, now));
  }
  return login;
}

let address = 0;
/** Each request comes from somewhere else: the bound on requests from one address is not what is tried here. */
const elsewhere = () => {
  address += 1;
  return `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
};

async function cookieOf(login: string): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: elsewhere(),
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { login, password: PASSWORD },
  });
  assert.equal(answer.statusCode, 201, answer.body);
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

function send(operation: Operation, sent: Sent, cookie?: string): Promise<LightMyRequestResponse> {
  const upload = operation.upload[0];
  const payload =
    upload !== undefined
      ? Buffer.from(String(sent.body))
      : sent.body === undefined
        ? undefined
        : JSON.stringify(sent.body);
  return app.inject({
    method: operation.method,
    url: addressOf(operation, sent),
    remoteAddress: elsewhere(),
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(cookie && { cookie }),
      ...(payload !== undefined && { 'content-type': upload ?? 'application/json' }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

const inputs = (operation: Operation, ids: readonly string[]): fc.Arbitrary<Sent> =>
  fc.record({
    params: arbitraryOf(operation.params, ids),
    query: arbitraryOf(operation.query, ids),
    body:
      operation.upload.length > 0
        ? fc.string({ maxLength: 200 })
        : operation.body === undefined
          ? fc.constant(undefined)
          : arbitraryOf(operation.body, ids),
  }) as fc.Arbitrary<Sent>;

function assertProblem(answer: LightMyRequestResponse, what: string): string {
  assert.match(
    String(answer.headers['content-type']),
    /^application\/problem\+json/,
    `${what}: ${answer.body}`,
  );
  const { code, status } = answer.json<{ code: string; status: number }>();
  assert.ok(code in catalogue, `${what}: ${code} is in no catalogue`);
  assert.equal(status, answer.statusCode);
  return code;
}

function assertAnswer(operation: Operation, sent: Sent, answer: LightMyRequestResponse): void {
  const what = `${operation.method} ${addressOf(operation, sent)} ${JSON.stringify(sent.body)?.slice(0, 600)}`;
  assert.ok(answer.statusCode < 500, `${what}: ${answer.statusCode} ${answer.body}`);
  if (answer.statusCode >= 400) {
    assertProblem(answer, what);
    return;
  }
  const schema = operation.answers.get(answer.statusCode);
  if (schema === undefined) return;
  assert.ok(ajv.validate(schema, answer.json()), `${what}: ${ajv.errorsText()} ${answer.body.slice(0, 300)}`);
}

/** What names something in a school. */
async function idsOf({ school }: Seeded): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    (select id::text from class where school = ${school} limit 3) union all
    (select id::text from person where school = ${school} order by kind, id limit 40) union all
    (select id::text from credential where school = ${school} limit 10) union all
    (select id::text from subject where school = ${school} limit 2) union all
    (select id::text from building where school = ${school}) union all
    (select id::text from zone where school = ${school}) union all
    (select id::text from site where school = ${school}) union all
    (select id::text from enrolment where school = ${school} limit 3) union all
    (select id::text from guardianship where school = ${school} limit 3) union all
    select ${school}::text`.execute(db.owner);
  return rows.map(({ id }) => id);
}

/** The account numbers of its people: they stand beside every name. */
async function numbersOf({ school }: Seeded): Promise<string[]> {
  const rows = await db.owner
    .selectFrom('person')
    .select('account_no')
    .where('school', '=', school)
    .execute();
  return rows.map((row) => row.account_no);
}

const ours = await idsOf(a);
const theirs = await idsOf(b);
const all = await everybody('all@a.example', a.school, [{ role: 'operator' }]);
const strangerLogin = await everybody('all@b.example', b.school);
const nobodyLogin = 'nobody@a.example';
await addAccount(db.jobs, vault, { login: nobodyLogin, password: PASSWORD });

/** A route may sign its caller out or send them to work elsewhere. */
async function freshCookie(login: string, cookie: string | undefined): Promise<string> {
  if (cookie !== undefined) {
    const headers = { cookie };
    const me = await app.inject({ method: 'GET', url: '/api/v1/me', headers, remoteAddress: elsewhere() });
    if (me.statusCode === 200) return cookie;
  }
  return cookieOf(login);
}

test('every route says who may ask, what it takes and what it answers', () => {
  assert.ok(operations.length >= 80, `${operations.length} routes`);
  for (const { name, permission, method, body, upload } of operations) {
    assert.ok(permission, `${name} has a permission`);
    if (['POST', 'PUT', 'PATCH'].includes(method) && body !== undefined) {
      assert.ok(closed(body), `${name}: a member that nobody knows has to be refused`);
    }
    assert.ok(body === undefined || upload.length === 0, name);
  }
});

const closed = (schema: Schema): boolean =>
  (schema.anyOf ?? schema.oneOf)?.every(closed) ??
  (schema.type !== 'object' || schema.additionalProperties === false);

test('whoever has not signed in is told to, on every route that is not for everybody', async () => {
  for (const operation of operations.filter(({ permission }) => permission !== 'anyone')) {
    const [sent] = fc.sample(inputs(operation, ours), { numRuns: 1, seed: SEED });
    const answer = await send(operation, sent!);
    const code = assertProblem(answer, operation.name);
    assert.equal(answer.statusCode, 401, `${operation.name}: ${code}`);
  }
});

test('somebody without a role may do nothing in any school', async () => {
  const cookie = await cookieOf(nobodyLogin);
  for (const operation of operations.filter(({ permission }) => /\./.test(permission))) {
    const [sent] = fc.sample(inputs(operation, ours), { numRuns: 1, seed: SEED });
    const answer = await send(operation, sent!, cookie);
    assert.equal(answer.statusCode, 403, `${operation.name}: ${answer.body}`);
  }
});

test('what a schema forbids is refused with a code, and has changed nothing', async () => {
  const cookie = await cookieOf(all);
  const before = await rowsOf(a.school);
  for (const operation of operations) {
    for (const part of ['params', 'query', 'body'] as const) {
      const schema = operation[part];
      if (schema === undefined) continue;
      const valid = fc.sample(inputs(operation, ours), { numRuns: 2, seed: SEED });
      const wrong = valid.flatMap((sent) =>
        spoiled(schema, sent[part], part).map((bad) => ({ ...sent, [part]: bad })),
      );
      for (const sent of wrong) {
        const what = `${operation.name} ${part} ${JSON.stringify(sent[part])}`;
        const answer = await send(operation, sent, cookie);
        const refused = answer.statusCode >= 400 && answer.statusCode < 500;
        assert.ok(refused, `${what}: ${answer.statusCode} ${answer.body}`);
        assertProblem(answer, what);
      }
    }
  }
  assert.deepEqual(await rowsOf(a.school), before, 'what was refused has changed something');
});

/** The value with one mistake each: a member missing, unknown, or of no type that it may have. */
function spoiled(schema: Schema, value: unknown, part: 'params' | 'query' | 'body'): object[] {
  if (schema.type !== 'object' || typeof value !== 'object' || value === null) return [];
  const given = value as Record<string, unknown>;
  const required = part === 'params' ? [] : (schema.required ?? []);
  const missing = required.map((name) => {
    const { [name]: _, ...rest } = given;
    return rest;
  });
  const unknown = schema.additionalProperties === false ? [{ ...given, 'no-such-member': 1 }] : [];
  const odd = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const bad = ODD.find((each) => forbids(inner, each, part));
    return bad === undefined ? [] : [{ ...given, [name]: bad }];
  });
  return [...missing, ...unknown, ...odd];
}

const ODD = ['\u{1F6AA}', -1.5, 'x'.repeat(1_500), [[]], { odd: true }];

const forbids = (schema: Schema, value: unknown, part: 'params' | 'query' | 'body'): boolean =>
  part === 'body'
    ? !ajv.validate(schema as object, value)
    : typeof value !== 'object' &&
      !textAjv.validate({ type: 'object', properties: { value: schema } }, { value: String(value) });

test('what a schema allows is never too much for the server, and answers are what they are said to be', async () => {
  let cookie: string | undefined;
  for (const operation of operations) {
    cookie = await freshCookie(all, cookie);
    const asked = cookie;
    await fc.assert(
      fc.asyncProperty(inputs(operation, ours), async (sent) => {
        assertAnswer(operation, sent, await send(operation, sent, asked));
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }
});

test('nobody of another school sees or changes anything here, whatever route and whatever identifier', async () => {
  const before = await rowsOf(a.school);
  let cookie: string | undefined;
  const foreign = new Set([...ours, ...(await numbersOf(a))]);
  for (const operation of operations) {
    cookie = await freshCookie(strangerLogin, cookie);
    const asked = cookie;
    await fc.assert(
      fc.asyncProperty(inputs(operation, [...ours, ...theirs.slice(0, 4)]), async (sent) => {
        const answer = await send(operation, sent, asked);
        const what = `${operation.method} ${addressOf(operation, sent)} ${JSON.stringify(sent.body)}`;
        assert.ok(answer.statusCode < 500, `${what}: ${answer.body}`);
        const asking = `${addressOf(operation, sent)}${JSON.stringify(sent.body)}`;
        const shown = (
          answer.body.match(
            /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9])[0-9]{8}(?![0-9])/g,
          ) ?? []
        ).filter((id) => foreign.has(id) && !asking.includes(id));
        assert.deepEqual(shown, [], `${what} shows what is another school’s`);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }
  assert.deepEqual(await rowsOf(a.school), before, 'nothing of the school has changed');
});

/** A digest of all rows of a school, by table. */
async function rowsOf(school: string): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'school' and t.table_type = 'BASE TABLE'
      and c.table_name not in ('session') order by 1`.execute(db.owner);
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest
      from ${sql.table(name)} t where t.school::text = ${school}`.execute(db.owner);
    digests[name] = rows[0]!.digest;
  }
  return { ...digests, ...(await rowsUnder(school)) };
}

/** What belongs to a school although no column of its table says so: by its gateways, sites, cards, accounts. */
const OWNERS = {
  gateway: 'select id::text from gateway where school = $1',
  site: 'select id::text from site where school = $1',
  credential: 'select id::text from credential where school = $1',
  person: 'select id::text from person where school = $1',
  account: `select distinct account::text from role_assignment r where school = $1 and not exists
    (select from role_assignment o where o.account = r.account and o.school <> $1)`,
} as const;

/** A digest of these rows, by table and owner. */
async function rowsUnder(school: string): Promise<Record<string, string>> {
  const { rows: columns } = await sql<{ name: string; owner: keyof typeof OWNERS }>`
    select c.table_name as name, c.column_name as owner from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'session'
      and c.column_name in (${sql.join(Object.keys(OWNERS))})
      and not exists (select from information_schema.columns s where s.table_schema = 'public'
        and s.table_name = c.table_name and s.column_name = 'school')
    order by 1, 2`.execute(db.owner);
  assert.ok(columns.length >= 1, 'tables without a school are looked at');
  const digests: Record<string, string> = {};
  for (const { name, owner } of columns) {
    const owned = sql.raw<string>(OWNERS[owner].replaceAll('$1', `'${school}'`));
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest
      from ${sql.table(name)} t where t.${sql.ref(owner)}::text in (${owned})`.execute(db.owner);
    digests[`${name} of ${owner}`] = rows[0]!.digest;
  }
  return digests;
}
