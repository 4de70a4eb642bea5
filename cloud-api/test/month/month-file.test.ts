import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../src/attendance/follow/attendance-hook.ts';
import { runDays } from '../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../src/attendance/store/school-cache.ts';
import { decodeCp1251 } from '../../src/month/files/cp1251.ts';
import { monthFile } from '../../src/month/files/month-file.ts';
import { readNeispuo } from '../../src/month/files/read-neispuo.ts';
import { validateNeispuo } from '../../src/month/files/validate-neispuo.ts';
import { addPeople } from '../../src/people/add-people.ts';
import { erasePeople } from '../../src/roster/index.ts';
import { utc } from '../attendance/support/case-dsl.ts';
import { store, storedEvent } from '../attendance/support/journal.ts';
import { schoolFixture } from '../attendance/support/school-fixture.ts';
import { testDatabase } from '../support/database.ts';
import { signMonths } from '../support/sign-months.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());
const vault = testVault();
await vault.prepare(db.jobs);

test('D22: the import file of a month holds who was absent, with names from the vault, and passes the validator', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 0 });
  const { school } = fixture;
  const [absent = '', moved = ''] = await db.jobs.transaction().execute((trx) =>
    addPeople({ trx, vault, school }, [
      {
        kind: 'student',
        profile: { first: 'Тест', middle: 'Примеров', last: 'Ученик', identifier: '1523010012' },
      },
      { kind: 'student', profile: { first: 'Мария', last: 'Примерова', identifier: '1523010020' } },
    ]),
  );
  const classId = fixture.classes[0] as string;
  await db.owner
    .insertInto('enrolment')
    .values([
      { school, person: absent, class: classId, first_day: '2026-09-15' },
      { school, person: moved, class: classId, first_day: '2026-09-15', last_day: '2026-11-09' },
    ])
    .execute();
  const gateway = fixture.gateways[0]?.id as string;
  const first = storedEvent(school, gateway, 1, Date.parse(utc('05:00')), { kind: 'power_up' });
  await store(db.ingest, attendanceHook(new SchoolCache()), [first]);
  const cache = new SchoolCache();
  const options = {
    kind: 'rebuild',
    school,
    from: '2026-11-09',
    to: '2026-11-09',
    dryRun: false,
    cache,
  } as const;
  for await (const _ of runDays(db.jobs, { ...options, now: () => Date.parse('2026-11-20T08:00:00Z') })) {
  }
  const file = await db.jobs.transaction().execute((trx) => monthFile(trx, vault, school, '2026-11-01'));
  const { code } = await db.owner
    .selectFrom('school')
    .select('code')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  assert.equal(file.name, `${code}_2026_11_1.txt`);
  assert.deepEqual(decodeCp1251(file.bytes).split('\r\n'), [
    `${code}|2026|11|0|1523010020|Мария||Примерова|05|||5а|1|09.11.2026|0.00|7.00`,
    `${code}|2026|11|0|1523010012|Тест|Примеров|Ученик|05|||5а|1||0.00|7.00`,
    '',
  ]);
  const expected = { institution: code, schoolYear: 2026, month: 11 };
  assert.deepEqual(validateNeispuo(readNeispuo(file.bytes), expected), []);

  await signMonths(db.owner, school, '2026-09', '2026-10', '2026-11');
  await db.jobs
    .transaction()
    .execute((trx) => erasePeople({ trx, vault, school, now: new Date('2026-12-20T08:00:00Z') }, [moved]));
  const without = await db.jobs.transaction().execute((trx) => monthFile(trx, vault, school, '2026-11-01'));
  assert.deepEqual([without.rows.map((row) => row.identifier), without.erased], [['1523010012'], 1]);
});
