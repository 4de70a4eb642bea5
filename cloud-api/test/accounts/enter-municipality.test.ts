import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accountCommand } from '../../src/accounts/command.ts';
import { addAccount } from '../../src/accounts/index.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
after(() => db.close());
const vault = testVault();
await vault.prepare(db.jobs);
for (const login of ['one@town.example', 'two@town.example', 'three@town.example'])
  await addAccount(db.jobs, vault, { login });
const { id: province } = await db.owner
  .insertInto('region')
  .values({ code: 'BGS', name: 'Бургас' })
  .returning('id')
  .executeTakeFirstOrThrow();
await db.owner.insertInto('school').values({ region: province, code: '9999901', name: 'Училище' }).execute();

const give = (login: string, code: string, name: string) => {
  const tools = {
    withDatabase: async <T>(work: (of: typeof db.jobs) => Promise<T>) => work(db.jobs),
    vault: async () => vault,
    now: () => now,
  };
  const args = ['role', login, '--role', 'municipality', '--region', code, '--region-name', name];
  return accountCommand(tools as never).parseAsync(args, { from: 'user' });
};
const regions = async () =>
  (await db.owner.selectFrom('region').select(['code', 'name']).orderBy('code').execute()).map(
    ({ code, name }) => `${code} ${name}`,
  );
const entered = async () => {
  const rows = await db.owner
    .selectFrom('audit_entry')
    .select('chain')
    .where('action', '=', 'register_changed')
    .execute();
  return rows.map(({ chain }) => chain);
};

test('a municipality is entered once, in the log, together with its role', async () => {
  await give('one@town.example', 'BGS04', 'Община Бургас');
  await give('two@town.example', ' bgs04 ', 'Община Бургас ');
  assert.deepEqual(await regions(), ['BGS Бургас', 'BGS04 Община Бургас']);
  assert.deepEqual(await entered(), ['network']);
  const roles = await db.owner.selectFrom('role_assignment').select('role').execute();
  assert.deepEqual(roles, [{ role: 'municipality' }, { role: 'municipality' }]);
});

test('nothing that is known gets another name, and nothing is entered without a role', async () => {
  const before = await regions();
  const refused = (code: string) => (error: { code?: string }) => error.code === code;
  await assert.rejects(give('three@town.example', 'BGS04', 'Община Несебър'), refused('region_known'));
  await assert.rejects(give('three@town.example', 'BGS', 'Бургас'), refused('region_known'));
  await assert.rejects(give('nobody@town.example', 'VAR01', 'Община Варна'), refused('account_unknown'));
  assert.deepEqual(await regions(), before);
  assert.equal((await entered()).length, 1);
});
