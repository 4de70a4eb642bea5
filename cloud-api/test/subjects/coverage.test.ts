import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { LEFT_OUT, TOLD } from '../../src/subjects/coverage.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
after(() => db.close());

/** They seal and find the record, which is told itself. */
const OF_THE_RECORD = ['person_key', 'person_word'];

test('every table of the database is told in a copy, or named with a reason', async () => {
  const { rows } = await sql<{ name: string; people: boolean }>`
    select c.relname as name, exists (
        select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'person'::regclass)
      or exists (select from pg_attribute a where a.attrelid = c.oid
        and a.attname in ('person', 'child', 'guardian', 'teacher', 'trustee', 'pupil', 'student')) as people
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`.execute(
    db.owner,
  );
  assert.ok(rows.length > 60);
  const names = rows.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => TOLD.has(name) === name in LEFT_OUT),
    [],
    'in both, or in neither',
  );
  assert.deepEqual(
    [...TOLD, ...Object.keys(LEFT_OUT)].filter((name) => !names.includes(name)),
    [],
    'no such table',
  );
  const people = rows.filter((row) => row.people && !TOLD.has(row.name)).map(({ name }) => name);
  assert.deepEqual(people.toSorted(), OF_THE_RECORD, 'refers to people, and is left out');
});
