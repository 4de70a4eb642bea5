import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditCapability } from '../../src/audit/capability.ts';
import { verifyAudit } from '../../src/audit/index.ts';
import { testDatabase } from '../support/database.ts';
import { type Person, routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const PASSWORD = 'моя собствена парола';
let now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [auditCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const other = await app.person('principal@b.example', { role: 'principal', school: b.school });
const guard = await app.person('guard@a.example', { role: 'guard', school: a.school });

const numberOf = async (school: string, kind: 'staff' | 'guardian' | 'student', index = 0) => {
  const rows = await db.owner
    .selectFrom('person')
    .select('account_no')
    .where('school', '=', school)
    .where('kind', '=', kind)
    .orderBy('account_no')
    .execute();
  return rows[index]!.account_no;
};
let people = 0;
/** Each account is another person's. */
const inviteAs = async (who: Person, login: string, more: object = {}) =>
  who.send('POST', '/accounts', {
    login,
    role: 'guard',
    language: 'ru',
    ...('number' in more ? {} : { number: await numberOf(a.school, 'staff', people++) }),
    ...more,
  });
const secretOf = (invitation: { path: string }) => invitation.path.split('#invitation=')[1]!;
const open = (invitation: string, password = PASSWORD) =>
  app.stranger('POST', '/session/invitation', { invitation, password });
const signIn = (login: string, password = PASSWORD) => app.stranger('POST', '/session', { login, password });
const only = async (login: string) =>
  (await principal.send('GET', `/accounts?text=${encodeURIComponent(login)}`)).json.items[0];

test('an invitation opens the account of a named person once, and for a week', async () => {
  const login = 'new.guard@a.example';
  const made = await inviteAs(principal, ` ${login} `);
  assert.equal(made.status, 201, made.bytes.toString());
  const secret = secretOf(made.json.invitation);
  const invited = await only(login);
  assert.deepEqual([invited.state, invited.until], ['invited', made.json.invitation.expiresAt]);
  assert.ok(invited.name.length > 3, 'the person of the register');
  assert.equal((await signIn(login, '!')).json.code, 'sign_in_refused', 'nothing is a password yet');
  const look = await app.stranger('POST', '/session/invitation/look', { invitation: secret });
  assert.equal(look.json.login, login);
  assert.equal((await open('something else')).json.code, 'invitation_invalid');
  assert.equal((await open(secret, 'short')).json.code, 'password_length');
  const start = now;
  now = new Date(start.getTime() + 8 * 86_400_000);
  assert.equal((await open(secret)).json.code, 'invitation_invalid', 'after a week');
  now = start;
  const opened = await open(secret);
  assert.equal(opened.status, 204, opened.bytes.toString());
  assert.match(String(opened.headers['set-cookie']), /^__Host-vratar=/);
  assert.equal((await open(secret, 'another long password')).json.code, 'invitation_invalid', 'once');
  assert.equal((await signIn(login)).status, 201);
  assert.equal((await only(login)).state, 'active');
  assert.equal((await inviteAs(principal, login)).json.code, 'role_known');
});

test('only the principal manages accounts; a pupil under 14 and an unknown number get none', async () => {
  assert.equal((await inviteAs(guard, 'x@a.example')).json.code, 'not_permitted');
  assert.equal((await guard.send('GET', '/accounts')).json.code, 'not_permitted');
  assert.equal((await inviteAs(principal, 'no address')).json.code, 'login_invalid');
  assert.equal((await inviteAs(principal, 'x@a.example', { number: '999999' })).json.code, 'role_person');
  const teacher = { role: 'homeroom_teacher' };
  assert.equal((await inviteAs(principal, 'x@a.example', teacher)).json.code, 'role_scope');
  assert.equal((await inviteAs(principal, 'x@a.example', { role: 'operator' })).json.code, 'request_invalid');
  const young = await numberOf(a.school, 'student');
  await db.owner.updateTable('person').set({ tracking: 'full' }).where('account_no', '=', young).execute();
  const pupil = await inviteAs(principal, 'pupil@a.example', { role: 'pupil', number: young });
  assert.equal(pupil.json.code, 'too_young');
  assert.equal(await only('x@a.example'), undefined, 'what was refused has made no account');
});

test('nobody takes a role by themselves, and a person has one account', async () => {
  const number = await numberOf(a.school, 'guardian', 2);
  const parent = { role: 'parent', number };
  assert.equal((await inviteAs(principal, 'principal@a.example', parent)).json.code, 'account_self');
  const roles = `/accounts/${principal.account}/roles`;
  assert.equal((await principal.send('POST', roles, parent)).json.code, 'account_self');
  assert.equal((await inviteAs(principal, 'mother@family.example', parent)).status, 201);
  assert.equal((await inviteAs(principal, 'other@family.example', parent)).json.code, 'person_account');
  assert.equal(await only('other@family.example'), undefined);
});

test('a reset takes the password and every session away, and its link replaces an earlier one', async () => {
  const login = 'forgot@a.example';
  const { json } = await inviteAs(principal, login);
  await open(secretOf(json.invitation));
  const session = String((await signIn(login)).headers['set-cookie']).split(';')[0]!;
  const first = await principal.send('POST', `/accounts/${json.id}/invitation`);
  assert.equal(first.status, 201, first.bytes.toString());
  const me = () => app.app.inject({ url: '/api/v1/me', headers: { cookie: session } });
  assert.equal((await me()).statusCode, 401);
  assert.equal((await signIn(login)).json.code, 'sign_in_refused');
  const second = await principal.send('POST', `/accounts/${json.id}/invitation`);
  assert.equal((await open(secretOf(first.json))).json.code, 'invitation_invalid');
  assert.equal((await open(secretOf(second.json), 'съвсем друга парола')).status, 204);
  assert.equal((await signIn(login, 'съвсем друга парола')).status, 201);
  assert.equal((await other.send('POST', `/accounts/${json.id}/invitation`)).json.code, 'account_unknown');
});

test('an account that also works in another school is not opened, reset or locked there from here', async () => {
  const login = 'both@a.example';
  const { json } = await inviteAs(principal, login);
  const number = await numberOf(b.school, 'staff');
  assert.equal((await inviteAs(other, login, { number })).json.code, 'account_unopened');
  await open(secretOf(json.invitation));
  const added = await inviteAs(other, login, { number });
  assert.equal(added.json.id, json.id, 'accounts are personal');
  assert.equal(added.json.invitation, undefined);
  assert.equal(
    (await principal.send('POST', `/accounts/${json.id}/invitation`)).json.code,
    'account_elsewhere',
  );
  assert.equal((await only(login)).elsewhere, true);
  const cookie = String((await signIn(login)).headers['set-cookie']).split(';')[0]!;
  const grants = async () => {
    const me = await app.app.inject({ url: '/api/v1/me', headers: { cookie } });
    return me.statusCode === 200 ? me.json().grants.map(({ school }: { school: string }) => school) : [];
  };
  assert.deepEqual(new Set(await grants()), new Set([a.school, b.school]));
  assert.equal((await other.send('POST', `/accounts/${json.id}/lock`)).status, 204);
  assert.deepEqual(await grants(), [a.school], 'locked in the one, at work in the other');
  assert.equal((await only(login)).state, 'active');
  assert.equal((await other.send('POST', `/accounts/${json.id}/unlock`)).status, 204);
  assert.equal((await grants()).length, 2);
});

test('a principal who is locked or ended delegates nothing any more; nobody does that to themselves', async () => {
  const second = await app.person('second@a.example', { role: 'principal', school: a.school });
  const until = new Date(now.getTime() + 3_600_000);
  const body = { login: 'guard@a.example', acts: ['names.see'], from: now, until };
  assert.equal((await second.send('POST', '/delegations', body)).status, 201);
  const roles = async () =>
    (await guard.send('GET', '/me')).json.grants.map(({ role }: { role: string }) => role);
  assert.deepEqual(await roles(), ['guard', 'delegate']);
  assert.equal((await second.send('POST', `/accounts/${second.account}/lock`)).json.code, 'account_self');
  await principal.send('POST', `/accounts/${second.account}/lock`);
  assert.deepEqual(await roles(), ['guard']);
  assert.equal((await second.send('GET', '/accounts')).json.code, 'not_signed_in', 'its sessions ended');
  const { roles: held } = await only('second@a.example');
  const ended = await principal.send('DELETE', `/accounts/${second.account}/roles/${held[0].id}`);
  assert.equal(ended.status, 204, ended.bytes.toString());
  now = new Date(now.getTime() + 1000);
  const again = await principal.send('DELETE', `/accounts/${second.account}/roles/${held[0].id}`);
  assert.equal(again.json.code, 'role_gone');
  const former = (await principal.send('GET', '/accounts?former=true')).json.items;
  assert.deepEqual(
    former.map(({ login, state }: { login: string; state: string }) => [login, state]),
    [['second@a.example', 'former']],
  );
});

test('people see and end their own sessions, by the device they know again', async () => {
  const agent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const login = 'guard@a.example';
  await app.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'sec-fetch-site': 'same-origin', 'user-agent': agent },
    payload: { login, password: 'дълга парола за проверка' },
  });
  const { items } = (await guard.send('GET', '/me/sessions')).json;
  const foreign = items.find(({ device }: { device?: string }) => device === 'Chrome, Windows');
  assert.equal(foreign.here, false);
  assert.equal(items.filter(({ here }: { here: boolean }) => here).length, 1);
  assert.equal((await principal.send('DELETE', `/me/sessions/${foreign.id}`)).json.code, 'session_unknown');
  assert.equal((await guard.send('DELETE', `/me/sessions/${foreign.id}`)).status, 204);
  await guard.send('POST', '/me/sessions/end-others');
  assert.equal((await guard.send('GET', '/me/sessions')).json.items.length, 1);
  assert.equal((await principal.send('DELETE', `/accounts/${guard.account}/sessions`)).json.ended, 1);
});

test('the only way into an account is not taken away; another identity is', async () => {
  const link = (account: string, issuer: string) =>
    db.owner
      .insertInto('account_identity')
      .values({ issuer, subject: 'somebody', account, linked_at: now, used_at: null })
      .execute();
  now = new Date(now.getTime() + 1000);
  await link(guard.account, 'https://id.example');
  assert.equal((await guard.send('GET', '/me/identities')).json.items[0].issuer, 'https://id.example');
  const unlink = (issuer: string) => guard.send('POST', '/me/identities/unlink', { issuer });
  assert.equal((await unlink('https://other.example')).json.code, 'identity_unknown');
  assert.equal((await principal.send('GET', '/me/identities')).json.items.length, 0);
  assert.equal((await unlink('https://id.example')).status, 204);
  await link(guard.account, 'https://id.example');
  const headers = await guard.send('GET', '/me');
  assert.equal(headers.status, 200);
  await db.owner.updateTable('account').set({ password: '!' }).where('id', '=', guard.account).execute();
  assert.equal((await unlink('https://id.example')).json.code, 'identity_last');
});

test('both see a delegation with names where the register knows them, and notices are sentences', async () => {
  const login = 'deputy@a.example';
  const { json } = await inviteAs(principal, login, { role: 'card_officer' });
  await open(secretOf(json.invitation));
  now = new Date(now.getTime() + 1000);
  const until = new Date(now.getTime() + 86_400_000);
  await principal.send('POST', '/delegations', { login, acts: ['month.sign'], from: now, until });
  const [given] = (await principal.send('GET', '/delegations')).json.items;
  assert.deepEqual([given.login, given.mine], [login, true]);
  assert.ok(given.name.length > 3);
  const cookie = String((await signIn(login)).headers['set-cookie']).split(';')[0]!;
  const asked = async (url: string) =>
    (await app.app.inject({ url: `/api/v1${url}`, headers: { cookie } })).json();
  const [received] = (await asked('/me/delegations')).items;
  assert.deepEqual([received.giver, received.acts], ['principal@a.example', ['month.sign']]);
  const told = (await asked('/me/notices?language=en')).items.map(({ title }: { title: string }) => title);
  assert.deepEqual(told, ['You were given rights', `${a.plan.name} has invited you`]);
});

test('a guardian sees own children and trusts somebody; the school sees that and withdraws it', async () => {
  const parent = await app.person('parent@a.example', {
    role: 'parent',
    school: a.school,
    personNumber: await numberOf(a.school, 'guardian'),
  });
  const [child] = (await parent.send('GET', '/me/children')).json.items;
  assert.ok(child.name.length > 3);
  const until = new Date(now.getTime() + 86_400_000);
  const trust = { child: child.person, login: 'guard@a.example', acts: ['pickup.see'], from: now, until };
  const made = await parent.send('POST', '/trusted-persons', trust);
  assert.equal(made.status, 201, made.bytes.toString());
  const seen = await principal.send('GET', `/people/${child.person}/trusted-persons`);
  assert.deepEqual([seen.json.items[0].giver, seen.json.items[0].acts], ['parent@a.example', ['pickup.see']]);
  assert.equal((await other.send('GET', `/people/${child.person}/trusted-persons`)).json.items.length, 0);
  const withdraw = (who: Person) => who.send('POST', `/trusted-persons/${made.json.id}/withdraw`);
  assert.equal((await withdraw(parent)).json.code, 'not_permitted');
  assert.equal((await withdraw(other)).json.code, 'trust_unknown');
  assert.equal((await withdraw(principal)).status, 204);
  const [told] = (await parent.send('GET', '/me/notices')).json.items;
  assert.equal(told.kind, 'trust_withdrawn');
});

test('the log names who acted, finds looks at one person, and says that it was exported', async () => {
  const done = (await principal.send('GET', `/audit?account=${principal.account}&limit=200`)).json.items;
  assert.deepEqual(
    [...new Set(done.map(({ name }: { name: string }) => name))],
    ['principal@a.example'],
    'the register knows no person of this account: its login then',
  );
  const { person } = await only('deputy@a.example');
  const looks = (await principal.send('GET', `/audit?person=${person}`)).json.items;
  assert.equal(looks[0].action, 'name_seen');
  const file = await principal.send('GET', '/audit/export?action=account_changed');
  const lines = file.bytes.toString().trim().split('\r\n');
  const count = (await principal.send('GET', '/audit?action=account_changed&limit=200')).json.items.length;
  assert.equal(lines.length, count + 1);
  assert.ok(!file.bytes.toString().includes('@a.example'), 'nobody is named in the file');
  const [exported] = (await principal.send('GET', '/audit?action=list_exported')).json.items;
  assert.equal(exported.detail.rows, count);
  const after = (await principal.send('GET', `/audit?person=${person}&action=list_exported`)).json.items;
  assert.deepEqual(after, [], 'an export without names is no look at anybody');
});

test('what was done to accounts is in the log, by whom, and its chain is whole', async () => {
  const { items } = (await principal.send('GET', '/audit?action=account_changed&limit=200')).json;
  const by = (change: string) =>
    items.filter(({ detail }: { detail: { change: string } }) => detail.change === change);
  for (const change of ['added', 'role', 'role_ended', 'locked', 'password_reset', 'sessions_ended']) {
    assert.ok(by(change).length > 0, change);
  }
  const used = by('invitation_used');
  assert.ok(used.length > 0, 'in the school whose link it was');
  for (const { account, subject } of used) assert.equal(subject, `account:${account}`);
  const givers = by('role').map(({ account }: { account?: string }) => account);
  assert.ok(givers.includes(principal.account));
  for await (const report of verifyAudit(db.jobs)) assert.equal(report.problem, undefined);
});
