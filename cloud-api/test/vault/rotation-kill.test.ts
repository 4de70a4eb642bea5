import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
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

test('re-encryption that is killed at any moment goes on where it was, and loses nobody', async () => {
  const before = await names();
  const all = await behind();
  await beginRotation(db.jobs, vault(), school);
  let kills = 0;
  for (let finished = false; !finished; ) {
    const child = fork(PROGRAM, [db.logins.jobs, school, master.toString('hex')]);
    const exit = once(child, 'exit');
    await Promise.race([once(child, 'message'), exit]);
    // Some steps into it, wherever that is.
    await Promise.race([sleep(kills * 7), exit]);
    if (kills < 4) child.kill('SIGKILL');
    const [code] = await exit;
    finished = code === 0;
    if (!finished) {
      kills += 1;
      const left = await behind();
      assert.ok(left < all, 'what a step has done is done');
      assert.deepEqual(await names(), before, `after kill ${kills}, ${left} left`);
    }
  }
  assert.ok(kills > 0);
  assert.equal(await behind(), 0);
  assert.deepEqual(await names(), before);
});
