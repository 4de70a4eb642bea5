import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import { addAccount, assignRole } from '../../src/accounts/index.ts';
import { importCommand } from '../../src/cli/desk/import-command.ts';
import { testDatabase } from '../support/database.ts';
import { runCommand } from '../support/run-command.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

// Files with names are imported at a terminal in somebody's name: by their rights, and they are told.

const now = new Date('2026-11-16T05:00:00Z');
const db = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'vratar-import-'));
after(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});
const vault = testVault();
await vault.prepare(db.jobs);
const { a } = await twoSchools(db, vault, now);
const account = async (login: string, role: 'card_officer' | 'guard') => {
  const id = await addAccount(db.jobs, vault, { login, password: 'дълга парола за проверка' });
  const given = { account: id, role, school: a.school, from: new Date(0) } as const;
  await db.jobs.transaction().execute((trx) => assignRole(trx, vault, given, now));
  return id;
};
const officer = await account('officer@a.example', 'card_officer');
await account('guard@a.example', 'guard');
const tools = {
  withDatabase: <T>(work: (jobs: typeof db.jobs) => Promise<T>) => work(db.jobs),
  logins: async () => db.logins,
  vault: async () => vault,
  now: () => now,
};
const run = (...args: string[]) => runCommand(importCommand(tools), ...args);
const as = (login: string) => ['--school', '9999901', '--as', login];
const file = join(folder, 'staff.csv');
await writeFile(file, 'Име;Фамилия;Длъжност\nНова;Учителка;teacher\nДруг;;teacher\n');
const good = join(folder, 'good.csv');
await writeFile(good, 'Име;Фамилия;Длъжност\nНова;Учителка;teacher\n');

const entries = () =>
  db.owner
    .selectFrom('audit_entry')
    .select(['action', 'account'])
    .where('action', 'in', ['name_seen', 'roster_imported', 'roster_undone'])
    .orderBy('n')
    .execute();

test('nobody imports without saying in whose name, or in that of somebody who may not', async () => {
  const nameless = await run('run', 'staff', good, '--school', '9999901');
  assert.match(String(nameless.error), /--as/);
  const { error } = await run('run', 'staff', good, ...as('guard@a.example'), '--dry-run');
  assert.ok(error instanceof VratarError);
  assert.equal(error.params.code, 'not_permitted');
  assert.deepEqual(await entries(), []);
});

test('a dry run names rows and columns, changes nothing, and is logged as a look at names', async () => {
  const { text, code } = await run('run', 'staff', file, ...as('officer@a.example'), '--dry-run');
  assert.equal(code, 1, text);
  assert.match(text, /staff\.csv:3:2: /);
  assert.match(text, /2 rows, 1 changes, 0 unchanged, 1 errors/);
  assert.deepEqual(await entries(), [{ action: 'name_seen', account: officer }]);
});

test('an import and its undo are acts of the account, and the holder is told', async () => {
  const { text } = await run('run', 'staff', good, ...as('officer@a.example'), '--json');
  const { id, counts } = JSON.parse(text);
  assert.deepEqual(counts, { added: 1, changed: 0, removed: 0 });
  const undone = await run('undo', id, ...as('officer@a.example'));
  assert.equal(undone.text, 'undone\n');
  assert.deepEqual((await entries()).slice(1), [
    { action: 'roster_imported', account: officer },
    { action: 'roster_undone', account: officer },
  ]);
  const notices = await db.owner
    .selectFrom('account_notice')
    .select('kind')
    .where('account', '=', officer)
    .execute();
  assert.ok(notices.some(({ kind }) => kind === 'terminal_session'));
});
