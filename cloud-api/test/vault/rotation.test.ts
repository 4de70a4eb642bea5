import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { cardsOf } from '../../src/cards/index.ts';
import { siteKeys } from '../../src/cards/site-key.ts';
import { DEMO, inventSchool, seedSchool } from '../../src/demo-school/index.ts';
import { searchPeople } from '../../src/people/search-people.ts';
import { beginRotation, masterKeys, rotateStep, Vault } from '../../src/vault/index.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
after(() => db.close());

const [oldMaster, newMaster] = [randomBytes(32), randomBytes(32)];
const created = new Date();
const plan = inventSchool({ ...DEMO, classes: 2, studentsPerClass: 20, startYear: 2026 });
const { school, site } = await seedSchool(
  db.jobs,
  new Vault(masterKeys([oldMaster])),
  plan,
  { gateway: 'g', lanes: ['l'] },
  created,
);
const pupil = plan.classes[0]!.students[0]!.profile;

/** Everything sealed of the school, opened by a vault that starts from the database alone. */
async function everything(vault: Vault) {
  return db.jobs.transaction().execute(async (trx) => {
    const context = { trx, vault, school, now: created };
    const ids = (await trx.selectFrom('credential').select('id').orderBy('id').execute()).map(
      (row) => row.id,
    );
    const found = await searchPeople(context, { text: `${pupil.first} ${pupil.last}`, kinds: ['student'] });
    const keys = await siteKeys(trx, vault, site);
    return {
      found,
      cards: [...(await cardsOf(context, ids)).values()].sort(),
      keys: keys.map((key) => key.bytes.toString('hex')),
    };
  });
}

test('rotation, interrupted after each step, loses nothing and leaves nothing under the old key', async () => {
  const before = await everything(new Vault(masterKeys([oldMaster])));
  assert.ok(before.found.some((one) => one.profile.identifier === pupil.identifier));
  await beginRotation(db.jobs, new Vault(masterKeys([oldMaster])), school);
  const later = new Date(created.getTime() + 3_600_000);
  const states: string[] = [];
  for (;;) {
    // A vault of its own each time: as if the process had been killed in between.
    const vault = new Vault(masterKeys([oldMaster]));
    assert.equal(await beginRotation(db.jobs, vault, school), 2);
    const step = await rotateStep(db.jobs, vault, school, later, 25);
    states.push(step.state);
    assert.deepEqual(await everything(new Vault(masterKeys([oldMaster]))), before);
    if (step.state === 'finished') break;
  }
  assert.ok(states.length > 3);
  const rows = await db.owner
    .selectFrom('vault_key')
    .selectAll()
    .where('school', '=', school)
    .orderBy('version')
    .execute();
  assert.deepEqual(
    rows.map((row) => [row.version, row.wrapped.length > 0]),
    [
      [1, false],
      [2, true],
    ],
  );
});

test('every table that has something sealed under a school’s key is sealed anew, or forgets it within a day', async () => {
  const { rows } = await sql<{ name: string }>`
    select distinct b.table_name as name from information_schema.columns b join information_schema.columns v
      using (table_schema, table_name)
    where b.table_schema = 'public' and b.data_type = 'bytea' and b.column_name in ('sealed', 'uid', 'wrapped')
      and v.column_name in ('version', 'seal_version', 'uid_version')
    order by 1`.execute(db.owner);
  const anew = ['asp_row', 'credential', 'month_acceptance', 'person_key', 'school_document', 'site_key'];
  const [key, forgets] = ['vault_key', 'idempotent_answer'];
  assert.deepEqual(
    rows.map(({ name }) => name),
    [...anew, key, forgets].sort(),
  );
});

test('the old key is kept while other processes may still seal under it', async () => {
  const vault = new Vault(masterKeys([oldMaster]));
  await beginRotation(db.jobs, vault, school);
  for (;;) {
    const step = await rotateStep(db.jobs, vault, school, new Date());
    if (step.state === 'working') continue;
    assert.equal(step.state, 'waiting');
    return;
  }
});

test('a new master key wraps every data key, and then the old one may go', async () => {
  const both = new Vault(masterKeys([newMaster, oldMaster]));
  const before = await everything(both);
  assert.equal(await both.rewrapKeys(db.jobs, 1), 1);
  while ((await both.rewrapKeys(db.jobs, 100)) > 0);
  const onlyNew = new Vault(masterKeys([newMaster]));
  await onlyNew.prepare(db.jobs);
  assert.deepEqual(await everything(onlyNew), before);
  await assert.rejects(everything(new Vault(masterKeys([oldMaster]))), { code: 'vault_master_missing' });
});

test('a school whose key was made in a transaction that rolled back gets another one', async () => {
  const vault = new Vault(masterKeys([newMaster]));
  const region = await db.owner.selectFrom('region').select('id').executeTakeFirstOrThrow();
  const other = await db.owner
    .insertInto('school')
    .values({ region: region.id, code: '9999950', name: 'Друго училище', settings: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const failing = db.jobs.transaction().execute(async (trx) => {
    await vault.school(trx, other.id);
    await vault.school(trx, other.id);
    throw new Error('rolled back');
  });
  await assert.rejects(failing);
  const sealed = await db.jobs
    .transaction()
    .execute(async (trx) => (await vault.school(trx, other.id)).seal(Buffer.from('x'), 'c'));
  const fresh = await new Vault(masterKeys([newMaster])).school(db.jobs, other.id);
  assert.deepEqual(fresh.unseal(sealed, 'c'), Buffer.from('x'));
});
