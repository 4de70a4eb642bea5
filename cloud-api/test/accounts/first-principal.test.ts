import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditCapability } from '../../src/audit/capability.ts';
import { numbersCapability } from '../../src/numbers/capability.ts';
import { registersCapability } from '../../src/registers/capability.ts';
import { addSchool } from '../../src/registers/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';

/** It stands still unless a test moves it: two operators may come within a millisecond. */
let at = Date.parse('2026-11-09T05:00:00Z');
const now = () => new Date(at);
const db = await testDatabase();
const app = await routeApp(db, [auditCapability, numbersCapability, registersCapability], now);
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

const roleEnds = async (account: string) => {
  const entries = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('subject', '=', `account:${account}`)
    .execute();
  const notices = await db.owner
    .selectFrom('account_notice')
    .select('kind')
    .where('account', '=', account)
    .where('kind', '=', 'role_ended')
    .execute();
  const details = entries.map(({ line }) => JSON.parse(line).detail);
  return { audited: details.filter(({ change }) => change === 'role_ended'), told: notices.length };
};

test('an operator invites the first principal; a lost link and a wrong address are mended by the next one', async () => {
  assert.equal(await hasPrincipal(), false);
  const wrong = await invite('mistyped@school.example');
  assert.equal(wrong.status, 201, wrong.bytes.toString());
  const lost = await invite('principal@school.example');
  const { json } = await invite('principal@school.example');
  assert.equal((await open(lost.json.invitation)).json.code, 'invitation_invalid', 'replaced');
  assert.equal((await open(wrong.json.invitation)).json.code, 'invitation_invalid', 'in a stranger’s hands');
  const { audited, told } = await roleEnds(wrong.json.id);
  assert.deepEqual([audited.length, audited[0]?.role, told], [1, 'principal', 1]);
  at += 1000;
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

test('two operators at one moment, one of them with the clock behind: the later invitation holds', async () => {
  const { school: of } = await addSchool(db.jobs, { region: 'SOF', code: '9999972', name: 'Спорно' });
  const answers = await Promise.all([invite('one@school.example', of), invite('two@school.example', of)]);
  at -= 5;
  answers.push(await invite('three@school.example', of), await invite('three@school.example', of));
  at += 5;
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 201],
  );
  const opened = await Promise.all(answers.map(({ json }) => open(json.invitation)));
  assert.deepEqual(opened.map(({ status }) => status).sort(), [204, 404, 404, 404]);
  assert.equal(opened[3]!.status, 204, 'of the same address the last link');
});

test('a school whose principal’s term is over stays closed to operators', async () => {
  const { school: of } = await addSchool(db.jobs, { region: 'SOF', code: '9999973', name: 'Пълно' });
  const { json } = await invite('term@school.example', of);
  assert.equal((await open(json.invitation)).status, 204);
  at += 1000;
  await db.owner
    .updateTable('role_assignment')
    .set({ valid_until: now() })
    .where('account', '=', json.id)
    .execute();
  at += 1000;
  assert.equal((await invite('curious@network.example', of)).json.code, 'principal_known');
});

test('an operator enters a school; nobody of a school or region does', async () => {
  const entered = {
    region: 'VID',
    regionName: 'Видин',
    code: '9999979',
    name: 'Друго училище',
    city: 'Видин',
  };
  const principal = await app.person('head@school.example', { role: 'principal', school });
  assert.equal((await principal.send('POST', '/schools', entered)).json.code, 'not_permitted');
  const { status, json } = await operator.send('POST', '/schools', entered);
  assert.equal(status, 201);
  const again = await operator.send('POST', '/schools', { ...entered, name: 'Трето' });
  assert.deepEqual([again.status, again.json.code, again.json.field], [409, 'school_known', 'body/code']);
  const renamed = { ...entered, code: '9999980', region: 'vid', regionName: 'Друга' };
  const other = await operator.send('POST', '/schools', renamed);
  assert.deepEqual(
    [other.status, other.json.code, other.json.field],
    [409, 'region_known', 'body/regionName'],
  );
  const regions = (await operator.send('GET', '/regions')).json.items;
  const { id: region } = regions.find(({ name }: { name: string }) => name === 'Видин');
  const { schools } = (await operator.send('GET', `/regions/${region}/numbers`)).json;
  assert.deepEqual([schools[0].school, schools[0].hadPrincipal], [json.id, false]);
  assert.equal((await invite('first@vidin.example', json.id)).status, 201);
  const entry = await db.owner
    .selectFrom('audit_entry')
    .select(['chain', 'account'])
    .where('subject', '=', `school:${json.id}`)
    .executeTakeFirstOrThrow();
  assert.deepEqual(entry, { chain: 'network', account: operator.account });
});
