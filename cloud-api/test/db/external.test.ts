import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { connect, migrate, openDatabase } from '../../src/db/index.ts';
import { FAST } from '../support/cluster-template.ts';

/** A server as an administrator of somebody else's would set it up: one login that may create roles, no superuser. */
const folder = await mkdtemp(join(tmpdir(), 'vratar-external-'));
const server = await startEmbedded({ folder, settings: FAST });
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
const run = async (statements: readonly string[]) => {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

test('a login that may not create roles is told what an administrator has to run', async () => {
  await run(["create role poor login password 'x'", 'create database poor owner poor']);
  const open = openDatabase({ folder: '', url: server.url('poor', 'x', 'poor') });
  await assert.rejects(open, (error: { code: string; next: string }) => {
    assert.equal(error.code, 'database_rights');
    assert.match(error.next, /create role vratar_api nologin; grant vratar_api to/);
    return true;
  });
});

test('one login takes on each role, is migrated, and is held to one school', async () => {
  await run(["create role app login createrole password 'y'", 'create database app owner app']);
  const url = server.url('app', 'y', 'app');
  // Two processes that start at once: one migrates, the other waits and finds nothing to do.
  const [one, two] = await Promise.all([
    openDatabase({ folder: '', url }),
    openDatabase({ folder: '', url }),
  ]);
  assert.equal(one.kind, 'external');
  assert.deepEqual(await migrate(two.logins), []);
  const api = connect(one.logins.api);
  const { rows } = await sql<{ name: string }>`select current_user as name`.execute(api);
  assert.equal(rows[0]!.name, 'vratar_api');
  await assert.rejects(sql`create table mine (a int)`.execute(api), /permission denied/);
  await sql`reset role`.execute(api);
  const again = await sql<{ name: string }>`select current_user as name`.execute(api);
  assert.equal(again.rows[0]!.name, 'vratar_api', 'resetting the role does not lead out of it');
  await api.destroy();
});

test('roles that are there but not granted are named', async () => {
  await run(["create role other login createrole password 'z'", 'create database other owner other']);
  const open = openDatabase({ folder: '', url: server.url('other', 'z', 'other') });
  await assert.rejects(open, { code: 'database_rights' });
});

test('a role that would be exempt from row-level security is refused', async () => {
  await run(['alter role vratar_api bypassrls']);
  const open = openDatabase({ folder: '', url: server.url('app', 'y', 'app') });
  await assert.rejects(open, { code: 'database_rights' });
  await run(['alter role vratar_api nobypassrls']);
});

test('a database that a newer version has used is left alone', async () => {
  await run([]);
  const owner = connect(server.url('app', 'y', 'app'));
  await sql`insert into kysely_migration (name, timestamp) values ('9999_from_the_future', now()::text)`.execute(
    owner,
  );
  await owner.destroy();
  const open = openDatabase({ folder: '', url: server.url('app', 'y', 'app') });
  await assert.rejects(open, { code: 'database_newer', params: { name: '9999_from_the_future' } });
});

test('a wrong address and a dead server are told apart', async () => {
  await assert.rejects(openDatabase({ folder: '', url: 'mysql://x' }), { code: 'database_url' });
  await assert.rejects(openDatabase({ folder: '', url: 'postgres://a:b@127.0.0.1:1/x' }), {
    code: 'database_unreachable',
  });
});
