import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { buildList } from '../../src/cards/lists/index.ts';
import { importsCapability } from '../../src/imports/capability.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { signMonths } from '../support/sign-months.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability, importsCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a } = await twoSchools(db, app.vault, now);
await signMonths(db.owner, a.school, '2026-09', '2026-10', '2026-11');
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const dpo = await app.person('dpo@a.example', { role: 'dpo', school: a.school });
const NAME = 'Забравянова';
const EGN = '1523019998';

/** Every value of every table, as a copy of the database would hold it. */
async function everything(): Promise<Map<string, string>> {
  const tables = await sql<{
    name: string;
  }>`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
    from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`.execute(
    db.owner,
  );
  const found = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await sql<{
      line: string;
    }>`select to_jsonb(t)::text as line from ${sql.raw(name)} t`.execute(db.owner);
    found.set(name, rows.map((row) => row.line).join('\n'));
  }
  return found;
}

/** Bytes sealed under what the school still has, opened wherever they lie. */
async function openable(): Promise<string[]> {
  const answers = await db.owner.selectFrom('idempotent_answer').selectAll().execute();
  const keys = await db.jobs.transaction().execute((trx) => testVault().school(trx, a.school));
  return answers
    .filter((row) => row.sealed !== null)
    .map((row) =>
      keys
        .unseal(
          { version: row.version!, sealed: row.sealed! },
          `answer:${row.caller}:${row.key.toString('hex')}`,
        )
        .toString(),
    );
}

test('nothing readable is left of somebody erased: in no table, job, list, log, or kept answer', async () => {
  const csv = Buffer.from(`Клас;Име;Презиме;Фамилия;Телефон\r\n1а;Вяра;Тестова;${NAME};0888123456`);
  const key = { 'idempotency-key': 'import-to-forget' };
  const imported = await officer.send('POST', '/imports?kind=students', csv, key);
  assert.equal(imported.status, 201, JSON.stringify(imported.json));
  const { json: found } = await officer.send('GET', `/people/search?text=${encodeURIComponent(NAME)}`);
  const person = found.items[0].id;
  await officer.send('PATCH', `/people/${person}`, { middle: 'Сменена', identifierType: 0, identifier: EGN });
  const { identifier_index: index } = await db.owner
    .selectFrom('person')
    .select('identifier_index')
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  const later = Buffer.from(
    `ЕГН;Клас;Име;Презиме;Фамилия;Телефон\r\n${EGN};1а;Вяра;Тестова;${NAME};0888123457`,
  );
  const changed = await officer.send('POST', '/imports?kind=students', later);
  assert.equal(changed.status, 201, JSON.stringify(changed.json));
  const steps = async () => (await everything()).get('public.roster_import_step')!;
  assert.ok((await steps()).includes(index!.toString('base64')), 'the import could put her number back');
  await buildList(db.jobs, app.vault, a.site, now);
  assert.ok(
    (await openable()).some((text) => text.includes(NAME)),
    'the kept answer named her',
  );

  await officer.send('POST', `/people/${person}/leave`, { lastDay: '2026-11-06' });
  assert.equal((await dpo.send('POST', `/people/${person}/erasure`, {})).status, 204);

  for (const [table, text] of await everything())
    for (const word of [NAME, '88812345', 'Сменена', EGN, index!.toString('base64'), index!.toString('hex')])
      assert.ok(!text.includes(word), `${word} in ${table}`);
  assert.ok(!(await openable()).some((text) => text.includes(NAME)));
  const sealed = await db.owner
    .selectFrom('person_key')
    .select('person')
    .where('person', '=', person)
    .execute();
  assert.deepEqual(sealed, [], 'what is sealed in import steps opens with this key alone');
  const again = await officer.send('POST', '/imports?kind=students', csv, key);
  assert.equal(again.json.code, 'idempotency_answer_gone', 'and the request is not done a second time');
  assert.deepEqual(
    (await officer.send('GET', `/people/search?text=${encodeURIComponent(NAME)}`)).json.items,
    [],
  );
});

test('an account that was hers may do nothing as her any more', async () => {
  const { json } = await officer.send('GET', '/people?kind=student&limit=3');
  const { id, accountNo } = json.items[1];
  await officer.send('PATCH', `/people/${id}`, { birthDate: '2009-01-01' });
  const pupil = await app.person('pupil@a.example', {
    role: 'pupil',
    school: a.school,
    personNumber: accountNo,
  });
  assert.equal((await pupil.send('GET', '/me')).json.grants[0].person, id);
  await officer.send('POST', `/people/${id}/leave`, { lastDay: '2026-11-06' });
  assert.equal((await dpo.send('POST', `/people/${id}/erasure`, {})).status, 204);
  assert.deepEqual((await pupil.send('GET', '/me')).json.grants, []);
});
