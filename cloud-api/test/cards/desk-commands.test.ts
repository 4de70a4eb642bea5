import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { after, test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import { addAccount, assignRole } from '../../src/accounts/index.ts';
import { cardsCommand } from '../../src/cli/desk/cards-command.ts';
import { peopleCommand } from '../../src/cli/desk/people-command.ts';
import { testDatabase } from '../support/database.ts';
import { runCommand as run } from '../support/run-command.ts';
import { signMonths } from '../support/sign-months.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

// The card desk at a terminal: the rules, rights and log of the pages.

let now = new Date('2026-11-16T05:00:00Z');
const db = await testDatabase();
after(() => db.close());
const vault = testVault();
await vault.prepare(db.jobs);
const { a, b } = await twoSchools(db, vault, now);
await signMonths(db.owner, a.school, '2026-09', '2026-10', '2026-11');
const account = async (login: string, role: 'card_officer' | 'guard' | 'dpo', school: string) => {
  const id = await addAccount(db.jobs, vault, { login, password: 'дълга парола за проверка' });
  const given = { account: id, role, school, from: new Date(0) } as const;
  await db.jobs.transaction().execute((trx) => assignRole(trx, vault, given, now));
  return id;
};
const officer = await account('officer@a.example', 'card_officer', a.school);
await account('guard@a.example', 'guard', a.school);
const tools = {
  withDatabase: <T>(work: (jobs: typeof db.jobs) => Promise<T>) => work(db.jobs),
  logins: async () => db.logins,
  vault: async () => vault,
  now: () => now,
};

const as = (login: string, school = '9999901') => ['--school', school, '--as', login];
const OFFICER = as('officer@a.example');
const people = (...args: string[]) => run(peopleCommand(tools), ...args);
const cards = (...args: string[]) => run(cardsCommand(tools), ...args);
const [pupil] = a.plan.classes[0]!.students.filter(({ cards: has }) => has.some((c) => c.fate === 'issued'));
const { profile } = pupil!;
const { label } = pupil!.cards.find(({ fate }) => fate === 'issued')!;
const stateOf = async (card: string) =>
  (await db.owner.selectFrom('credential').select('state').where('label', '=', card).executeTakeFirst())
    ?.state;

test('a pupil is found by name and shown, to somebody who may, in that school only', async () => {
  const found = await people('find', profile.first, profile.last, ...OFFICER, '--json');
  assert.equal(found.error, undefined);
  const [line] = found.text.trim().split('\n');
  const { accountNo, last } = JSON.parse(line!);
  assert.equal(last, profile.last);
  const shown = await people('show', accountNo, ...OFFICER);
  assert.match(shown.text, new RegExp(`${profile.last}[\\s\\S]*card {2}card {2}${label}`));
  const none = await people('find', 'ззззз', ...OFFICER, '--json');
  assert.deepEqual([none.text, none.code], ['', 1]);
  for (const [who, code] of [
    [as('guard@a.example'), 'route_refused'],
    [as('officer@a.example', '9999902'), 'not_permitted'],
    [as('nobody@a.example'), 'account_unknown'],
    [as('officer@a.example', '0000000'), 'school_unknown'],
  ] as const) {
    const { error, text } = await people('find', profile.first, ...who);
    assert.equal((error as VratarError).code, code);
    assert.equal(text, '');
  }
});

test('a lost card is replaced by one that is new in the stock, and comes back', async () => {
  const lost = await cards('lost', label, ...OFFICER);
  assert.deepEqual([lost.text, lost.error, await stateOf(label)], ['done\n', undefined, 'lost']);
  const again = await cards('lost', label, ...OFFICER);
  assert.match(String((again.error as VratarError).message), /card_not_issued/);
  const stock = a.plan.loose.find((card) => card.fate === 'stock')!.label;
  const replaced = await cards('replace', label, stock, '--reason', 'lost', ...OFFICER, '--json');
  assert.equal(JSON.parse(replaced.text).chargeable, true);
  assert.equal(await stateOf(stock), 'issued');
  assert.equal((await cards('return', label, ...OFFICER)).error, undefined);
  assert.equal(await stateOf(label), 'stock');
  const unnamed = await cards('issue', label, '--unnamed', '--signed-on', '2026-11-16', ...OFFICER, '--json');
  assert.equal(typeof JSON.parse(unnamed.text).journal, 'number');
});

test('what makes no sense is refused, and other schools’ cards are out of reach', async () => {
  const both = await cards('issue', label, '--visitor', '--unnamed', ...OFFICER);
  assert.equal((both.error as VratarError).code, 'desk_whom');
  const lent = await cards('issue', label, '--visitor', '--until', 'tomorrow', ...OFFICER);
  assert.equal((lent.error as VratarError).code, 'desk_until');
  const strange = await cards('show', 'not a card', ...OFFICER);
  assert.match(String((strange.error as VratarError).message), /card_number_invalid/);
  const elsewhere = await db.owner
    .selectFrom('credential')
    .select('id')
    .where('school', '=', b.school)
    .limit(1)
    .executeTakeFirstOrThrow();
  const foreign = await cards('return', elsewhere.id, ...OFFICER);
  assert.ok(foreign.error instanceof VratarError, 'another school’s card is out of reach');
});

test('the log names the account, and that it worked at a terminal; no session stays open', async () => {
  const lines = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('school', '=', a.school)
    .where('account', '=', officer)
    .execute();
  const entries = lines.map(({ line }) => JSON.parse(line));
  for (const action of ['name_seen', 'card_blocked', 'card_replaced', 'card_returned', 'card_issued'])
    assert.ok(
      entries.some((entry) => entry.action === action),
      action,
    );
  const opened = entries.filter(({ action }) => action === 'signed_in');
  assert.ok(opened.length > 5 && opened.every(({ detail }) => detail.issuer === 'terminal'));
  const open = await db.owner.selectFrom('session').select('id').where('ended_at', 'is', null).execute();
  assert.deepEqual(open, []);
  const devices = await db.owner
    .selectFrom('session')
    .select('device')
    .where('account', '=', officer)
    .execute();
  assert.ok(devices.length > 5);
  for (const { device } of devices) assert.equal(device, `vratar-cloud, ${hostname()}`.slice(0, 80));
});

test('the holder is told that somebody worked under the account, once an hour', async () => {
  const told = async () => {
    const notices = db.owner.selectFrom('account_notice').select(['kind', 'detail']);
    return notices.where('account', '=', officer).execute();
  };
  const notice = { kind: 'terminal_session', detail: { school: a.school } };
  assert.deepEqual(await told(), [notice]);
  now = new Date(now.getTime() + 61 * 60_000);
  await people('find', profile.last, ...OFFICER);
  assert.deepEqual(await told(), [notice, notice]);
});

test('a label that several cards have stops none of them', async () => {
  const two = await db.owner
    .selectFrom('credential')
    .select(['id', 'state'])
    .where('school', '=', a.school)
    .where('state', '=', 'issued')
    .orderBy('id')
    .limit(2)
    .execute();
  const ids = two.map(({ id }) => id);
  await db.owner.updateTable('credential').set({ label: '17' }).where('id', 'in', ids).execute();
  const lost = await cards('lost', '17', ...OFFICER);
  assert.equal((lost.error as VratarError).code, 'card_label_ambiguous');
  const states = db.owner.selectFrom('credential').select('state').where('id', 'in', ids);
  assert.deepEqual(await states.execute(), [{ state: 'issued' }, { state: 'issued' }]);
  assert.equal((await cards('lost', ids[0]!, ...OFFICER)).error, undefined);
});

test('whoever protects data erases somebody who has left, by the account number, and nobody else does', async () => {
  await account('dpo@a.example', 'dpo', a.school);
  const left = await db.owner
    .selectFrom('person')
    .innerJoin('enrolment as e', 'e.person', 'person.id')
    .select(['person.id', 'account_no as number', 'e.id as enrolment'])
    .where('person.school', '=', a.school)
    .orderBy('account_no', 'desc')
    .executeTakeFirstOrThrow();
  const erase = (login: string) => people('erase', left.number, ...as(login));
  assert.equal(((await erase('dpo@a.example')).error as VratarError).code, 'route_refused', 'attends');
  const day = { last_day: '2026-11-06' };
  await db.owner.updateTable('enrolment').set(day).where('id', '=', left.enrolment).execute();
  assert.equal(((await erase('officer@a.example')).error as VratarError).code, 'route_refused', 'no right');
  const erased = await erase('dpo@a.example');
  assert.equal(erased.error, undefined);
  assert.match(erased.text, new RegExp(`^${left.number} is erased`));
  const key = db.owner.selectFrom('person_key').selectAll().where('person', '=', left.id);
  assert.deepEqual(await key.execute(), []);
});
