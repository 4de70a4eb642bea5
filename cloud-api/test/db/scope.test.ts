import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { inSchool, ownedBySchool } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
after(() => db.close());

const A = randomUUID();
const B = randomUUID();
await sql`create table thing (school uuid not null, name text not null)`.execute(db.owner);
await ownedBySchool(db.owner, 'thing', { api: ['select', 'insert'], jobs: ['select'] });
await sql`insert into thing values (${A}, 'a'), (${B}, 'b')`.execute(db.owner);

const names = async (run: typeof db.api) =>
  (await sql<{ name: string }>`select name from thing order by name`.execute(run)).rows.map(
    (row) => row.name,
  );

test('a query that forgets its filter sees the school of its transaction and no other', async () => {
  assert.deepEqual(await inSchool(db.api, { school: A }, names), ['a']);
  assert.deepEqual(await inSchool(db.api, { school: B }, names), ['b']);
});

test('without a school it sees nothing, also on a connection that has just served one', async () => {
  await inSchool(db.api, { school: A }, names);
  assert.deepEqual(await names(db.api), []);
});

test('a row of another school cannot be written', async () => {
  const write = inSchool(db.api, { school: A }, (trx) =>
    sql`insert into thing values (${B}, 'x')`.execute(trx),
  );
  await assert.rejects(write, /row-level security/);
});

test('what was not granted is refused', async () => {
  await assert.rejects(
    inSchool(db.api, { school: A }, (trx) => sql`delete from thing`.execute(trx)),
    /permission denied/,
  );
  await assert.rejects(names(db.ingest), /permission denied/);
});

test('jobs work across schools', async () => {
  assert.deepEqual(await names(db.jobs), ['a', 'b']);
});

test('the application roles can neither bypass row-level security nor own a table', async () => {
  const { rows } = await sql<{ rolname: string }>`
    select rolname from pg_roles where rolname in ('vratar_api', 'vratar_ingest', 'vratar_jobs')
      and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`.execute(db.owner);
  assert.equal(rows.length, 3);
  await assert.rejects(sql`create table mine (a int)`.execute(db.api), /permission denied/);
  await assert.rejects(sql`alter table thing disable row level security`.execute(db.api), /must be owner/);
});
