import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../../../deploy/testing/until.ts';
import { DEMO, inventSchool, seedSchool } from '../../src/demo-school/index.ts';
import { loadPeople } from '../../src/people/index.ts';
import { beginRotation, masterKeys, Vault } from '../../src/vault/index.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
after(() => db.close());

const master = randomBytes(32);
const vault = () => new Vault(masterKeys([master]));
const now = new Date();
const plan = inventSchool({ ...DEMO, classes: 2, studentsPerClass: 20, startYear: 2026 });
const { school } = await seedSchool(db.jobs, vault(), plan, { gateway: 'g', lanes: ['l'] }, now);
const PROGRAM = join(import.meta.dirname, '../support/rotate-and-wait.ts');

const names = () =>
  db.jobs.transaction().execute(async (trx) => {
    const people = await loadPeople({ trx, vault: vault(), school }, 'student');
    return people.map((person) => `${person.id} ${JSON.stringify(person.profile)}`).sort();
  });
const behind = async () => {
  const rows = await db.owner
    .selectFrom('person_key')
    .select('person')
    .where('school', '=', school)
    .where('version', '=', 1)
    .execute();
  return rows.length;
};

test('re-encryption that is killed at any moment goes on where it was, and loses nobody', async (t) => {
  const before = await names();
  const all = await behind();
  await beginRotation(db.jobs, vault(), school);
  const start = (t: TestContext, most: number) => {
    const child = fork(PROGRAM, [db.logins.jobs, school, master.toString('hex'), `${most}`]);
    t.after(() => child.kill('SIGKILL'));
    return { child, exit: within('the end of the re-encryption', once(child, 'exit')) };
  };
  for (let kills = 1; kills <= 4; kills += 1) {
    const { child, exit } = start(t, 3);
    await Promise.race([once(child, 'message'), exit]);
    // Some steps into it, wherever that is.
    await sleep((kills - 1) * 7);
    child.kill('SIGKILL');
    assert.deepEqual(await exit, [null, 'SIGKILL']);
    const left = await behind();
    assert.ok(left < all, 'what a step has done is done');
    assert.deepEqual(await names(), before, `after kill ${kills}, ${left} left`);
  }
  const [code] = await start(t, Number.POSITIVE_INFINITY).exit;
  assert.equal(code, 0);
  assert.equal(await behind(), 0);
  assert.deepEqual(await names(), before);
});
