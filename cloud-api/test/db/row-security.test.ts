import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { inSchool } from '../../src/db/index.ts';
import { DEMO, inventSchool, seedSchool } from '../../src/demo-school/index.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

/** Tables that belong to no school, and say why. */
const SHARED = new Map([
  ['region', 'names of provinces'],
  ['month_window', 'dates that the ministry sets for all'],
  ['kysely_migration', 'not granted to any role'],
  ['kysely_migration_lock', 'not granted to any role'],
]);

const vault = testVault();
const now = new Date('2026-11-09T05:00:00Z');
const seed = (code: string, number: number) => {
  const plan = inventSchool({
    ...DEMO,
    code,
    seed: number,
    classes: 2,
    studentsPerClass: 40,
    startYear: 2026,
  });
  return seedSchool(db.jobs, vault, plan, { gateway: `gateway-${code}`, lanes: ['l1'] }, now);
};
const a = await seed('9999901', 1);
const b = await seed('9999902', 2);

interface TableInfo {
  readonly name: string;
  readonly secured: boolean;
  readonly readable: boolean;
  /** Column with the school. */
  readonly school: string | null;
}

const { rows: tables } = await sql<TableInfo>`
  select relname as name, relrowsecurity as secured, has_table_privilege('vratar_api', c.oid, 'select') as readable,
    (select attname from pg_attribute a where attrelid = c.oid and not attisdropped
      and (attname = 'school' or (relname = 'school' and attname = 'id')) limit 1) as school
  from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`.execute(
  db.owner,
);

async function count(on: typeof db.api, table: string, where = sql`true`): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from ${sql.table(table)} where ${where}`.execute(on);
  return rows[0]!.n;
}

test('every table that a school could have rows in is under row-level security', () => {
  const open = tables.filter((table) => !table.secured && !SHARED.has(table.name));
  assert.deepEqual(
    open.filter((table) => table.readable).map((table) => table.name),
    [],
  );
});

for (const table of tables.filter((found) => found.readable && found.secured && found.school !== null)) {
  test(`a forgotten filter on ${table.name} shows one school only`, async () => {
    const column = sql.ref(table.school!);
    const own = await count(db.owner, table.name, sql`${column} = ${a.school}`);
    const shared = await count(db.owner, table.name, sql`${column} is null`);
    const seen = await inSchool(db.api, { school: a.school }, async (trx) => ({
      all: await count(trx, table.name),
      others: await count(trx, table.name, sql`${column} = ${b.school}`),
    }));
    assert.equal(seen.others, 0);
    assert.ok(seen.all === own || seen.all === own + shared, `${seen.all} seen of ${own}`);
    assert.equal(
      await count(db.api, table.name, sql`${column} is not null`),
      0,
      'rows without a school in scope',
    );
  });
}

test('the registers, people, cards and keys that this test stands on are not empty', async () => {
  for (const name of [
    'person',
    'person_key',
    'enrolment',
    'credential',
    'credential_token',
    'vault_key',
    'lane',
    'timetable',
  ]) {
    assert.ok((await count(db.owner, name, sql`school = ${a.school}`)) > 0, name);
    assert.ok(
      tables.some((table) => table.name === name && table.secured && table.readable),
      name,
    );
  }
});

test('a row cannot be moved to another school', async () => {
  const move = inSchool(db.api, { school: a.school }, (trx) =>
    trx.updateTable('person').set({ school: b.school }).where('kind', '=', 'student').execute(),
  );
  await assert.rejects(move, /row-level security/);
});

test('a row cannot refer to a class of another school, even by its right identifier', async () => {
  const theirs = await db.owner
    .selectFrom('class')
    .select('id')
    .where('school', '=', b.school)
    .executeTakeFirstOrThrow();
  const ours = await db.owner
    .selectFrom('person')
    .select('id')
    .where('school', '=', a.school)
    .executeTakeFirstOrThrow();
  const row = { school: a.school, person: ours.id, class: theirs.id, first_day: '2027-09-15' };
  const enrol = inSchool(db.api, { school: a.school }, (trx) =>
    trx.insertInto('enrolment').values(row).execute(),
  );
  await assert.rejects(enrol, /foreign key/);
});

test('account numbers end with a digit that catches a slip, and never repeat', async () => {
  const people = await db.owner.selectFrom('person').select('account_no').execute();
  const numbers = people.map((row) => row.account_no);
  assert.equal(new Set(numbers).size, numbers.length);
  const luhn = (text: string) =>
    [...text].reverse().reduce((sum, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return sum + (value > 9 ? value - 9 : value);
    }, 0) % 10;
  for (const number of numbers) {
    assert.equal(luhn(number), 0, number);
    const slip = `${number.slice(0, 3)}${(Number(number[3]) + 1) % 10}${number.slice(4)}`;
    assert.notEqual(luhn(slip), 0);
  }
});
