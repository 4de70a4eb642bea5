import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditCapability } from '../../src/audit/capability.ts';
import { numbersCapability } from '../../src/numbers/capability.ts';
import { addSchool } from '../../src/registers/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';

let seconds = 0;
/** A second passes with each look at the clock. */
const now = () => new Date(Date.parse('2026-11-09T05:00:00Z') + 1000 * seconds++);
const db = await testDatabase();
const app = await routeApp(db, [auditCapability, numbersCapability], now);
after(() => app.close().then(() => db.close()));
const { school } = await addSchool(db.jobs, { region: 'SOF', code: '9999970', name: 'Ново училище' });
const operator = await app.person('operator@network.example', { role: 'operator' });
const invite = (login: string, of = school, who = operator) =>
  who.send('POST', `/schools/${of}/first-principal`, { login, language: 'bg' });
const open = (invitation: { path: string }) =>
  app.stranger('POST', '/session/invitation', {
    invitation: invitation.path.split('#invitation=')[1]!,
    password: 'моя собствена парола',
  });
const hasPrincipal = async () => {
  const { region } = await db.owner.selectFrom('school').select('region').executeTakeFirstOrThrow();
  return (await operator.send('GET', `/regions/${region}/numbers`)).json.schools[0].hasPrincipal;
};

test('an operator invites the first principal; a lost link and a wrong address are mended by the next one', async () => {
  assert.equal(await hasPrincipal(), false);
  const wrong = await invite('mistyped@school.example');
  assert.equal(wrong.status, 201, wrong.bytes.toString());
  const lost = await invite('principal@school.example');
  const { json } = await invite('principal@school.example');
  assert.equal((await open(lost.json.invitation)).json.code, 'invitation_invalid', 'replaced');
  assert.equal(await hasPrincipal(), false, 'invited is not there yet');
  assert.equal((await open(json.invitation)).status, 204);
  assert.equal(await hasPrincipal(), true);
  const held = await db.owner
    .selectFrom('role_assignment')
    .select('account')
    .where('role', '=', 'principal')
    .where('valid_until', 'is', null)
    .execute();
  assert.deepEqual(held, [{ account: json.id }], 'the mistyped address has no role');
});

test('a school with a principal governs itself, and nobody but an operator begins one', async () => {
  assert.equal((await invite('second@school.example')).json.code, 'principal_known');
  const officer = await app.person('officer@region.example', {
    role: 'regional_officer',
    region: (await db.owner.selectFrom('region').select('id').executeTakeFirstOrThrow()).id,
  });
  const { school: empty } = await addSchool(db.jobs, { region: 'SOF', code: '9999971', name: 'Празно' });
  assert.equal((await invite('x@school.example', empty, officer)).json.code, 'not_permitted');
  assert.equal((await invite('operator@network.example', empty)).json.code, 'account_self');
  assert.equal((await invite('x@school.example', officer.account)).json.code, 'register_unknown');
  assert.equal((await invite('no address', empty)).json.code, 'login_invalid');
});
