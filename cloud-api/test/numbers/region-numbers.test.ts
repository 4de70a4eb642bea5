import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { regionNumbers } from '../../src/numbers/index.ts';
import { testDatabase } from '../support/database.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const { a, b } = await twoSchools(db, testVault(), new Date('2026-11-16T05:00:00Z'));

test('a region sees how many, never who, and no small counts', async () => {
  const numbers = await regionNumbers(db.jobs, '2026-11-16');
  assert.deepEqual(
    numbers.schools.map((row) => [row.code, row.pupils, row.gateways, row.hasTimetables]),
    [
      ['9999901', 36, 1, true],
      ['9999902', 36, 1, true],
    ],
  );
  assert.equal(numbers.pupils, 72);
  for (const { passOnlyCards } of numbers.schools)
    assert.ok(passOnlyCards === undefined || passOnlyCards === 0 || passOnlyCards >= 5);
  const text = JSON.stringify(numbers);
  for (const { plan } of [a, b]) {
    for (const { profile } of plan.classes.flatMap((of) => of.students))
      assert.ok(!text.includes(profile.last));
  }
});

test('another region sees nothing of them', async () => {
  const other = await db.owner
    .insertInto('region')
    .values({ code: 'VAR', name: 'Варна' })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.deepEqual((await regionNumbers(db.jobs, '2026-11-16', other.id)).schools, []);
});
