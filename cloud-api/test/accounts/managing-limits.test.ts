import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../support/database.ts';
import { type Person, routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

// What a school cannot do with accounts: in another school, after its rights have ended, or twice at one moment.

const PASSWORD = 'моя собствена парола';
let now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const other = await app.person('principal@b.example', { role: 'principal', school: b.school });

const numbers = async (school: string, kind: 'staff' | 'guardian') =>
  (
    await db.owner
      .selectFrom('person')
      .select('account_no')
      .where('school', '=', school)
      .where('kind', '=', kind)
      .orderBy('account_no')
      .execute()
  ).map(({ account_no }) => account_no);
const [staff, staffOfB, guardians, guardiansOfB] = await Promise.all([
  numbers(a.school, 'staff'),
  numbers(b.school, 'staff'),
  numbers(a.school, 'guardian'),
  numbers(b.school, 'guardian'),
]);
let taken = 0;
const inviteAs = (who: Person, login: string, number = staff[taken++]!) =>
  who.send('POST', '/accounts', { login, role: 'guard', language: 'bg', number });
const secretOf = (invitation: { path: string }) => invitation.path.split('#invitation=')[1]!;
const open = (invitation: { path: string }) =>
  app.stranger('POST', '/session/invitation', { invitation: secretOf(invitation), password: PASSWORD });
const signIn = (login: string) => app.stranger('POST', '/session', { login, password: PASSWORD });
const later = (ms: number) => new Date(now.getTime() + ms);
/** A moment later: no role ends when it begins. */
const endRoles = (account: string, school: string) => {
  now = later(1_000);
  return db.owner
    .updateTable('role_assignment')
    .set({ valid_until: now })
    .where('account', '=', account)
    .where('school', '=', school)
    .execute();
};
const parentOf = async (login: string, school: string, personNumber: string) => {
  const parent = await app.person(login, { role: 'parent', school, personNumber });
  const [child] = (await parent.send('GET', '/me/children')).json.items;
  const trust = (trustee: string) =>
    parent.send('POST', '/trusted-persons', {
      child: child.person,
      login: trustee,
      acts: ['pickup.see'],
      from: now,
      until: later(86_400_000),
    });
  return { ...parent, child: child.person as string, trust };
};

test('a link opens no account that was trusted, or was delegated to, in another school', async () => {
  const family = await parentOf('mother@b.example', b.school, guardiansOfB[0]!);
  for (const given of ['trust', 'delegation'] as const) {
    const login = `${given}@a.example`;
    const { json } = await inviteAs(principal, login);
    assert.equal((await family.trust(login)).json.code, 'account_unopened');
    const period = { valid_from: now, valid_until: later(86_400_000), ended_at: null };
    if (given === 'trust')
      await db.owner
        .insertInto('trust')
        .values({
          school: b.school,
          child: family.child,
          giver: family.account,
          trustee: json.id,
          acts: ['pickup.see'],
          ...period,
        })
        .execute();
    else
      await db.owner
        .insertInto('delegation')
        .values({
          school: b.school,
          class: null,
          giver: other.account,
          receiver: json.id,
          acts: ['names.see'],
          ...period,
        })
        .execute();
    assert.equal((await open(json.invitation)).json.code, 'invitation_invalid', given);
    await db.owner.updateTable(given).set({ ended_at: now }).where('school', '=', b.school).execute();
    assert.equal((await open(json.invitation)).status, 204, 'as soon as it has ended there');
  }
});

test('trust ends with the parent’s role in the school, and rests while the parent is locked', async () => {
  const family = await parentOf('father@a.example', a.school, guardians[0]!);
  const aunt = await app.person('aunt@a.example');
  assert.equal((await family.trust('aunt@a.example')).status, 201);
  const holds = async () => {
    const { rows } = await sql<{ role: string }>`
      select role from vratar_grants(${aunt.account}, ${now})`.execute(db.jobs);
    return rows.map(({ role }) => role);
  };
  assert.deepEqual(await holds(), ['trusted_person']);
  await principal.send('POST', `/accounts/${family.account}/lock`);
  assert.deepEqual(await holds(), []);
  await principal.send('POST', `/accounts/${family.account}/unlock`);
  assert.deepEqual(await holds(), ['trusted_person']);
  await endRoles(family.account, a.school);
  assert.deepEqual(await holds(), []);
});

test('a reset takes linked identities away with the password', async () => {
  const { json } = await inviteAs(principal, 'linked@a.example');
  await open(json.invitation);
  const link = { issuer: 'https://id.example', subject: 'linked', account: json.id };
  await db.owner
    .insertInto('account_identity')
    .values({ ...link, linked_at: now, used_at: null })
    .execute();
  const reset = await principal.send('POST', `/accounts/${json.id}/invitation`);
  assert.equal(reset.status, 201);
  const left = await db.owner
    .selectFrom('account_identity')
    .select('issuer')
    .where('account', '=', json.id)
    .execute();
  assert.deepEqual(left, []);
  assert.equal((await open(reset.json)).status, 204, 'nothing but the link opens it');
});

test('a school rules over nobody whose roles there have ended', async () => {
  const { json } = await inviteAs(principal, 'gone@a.example');
  await open(json.invitation);
  await endRoles(json.id, a.school);
  for (const act of ['lock', 'unlock', 'invitation'])
    assert.equal((await principal.send('POST', `/accounts/${json.id}/${act}`)).json.code, 'account_unknown');
  const sessions = await principal.send('DELETE', `/accounts/${json.id}/sessions`);
  assert.equal(sessions.json.code, 'account_unknown');
});

test('the lock that follows wrong passwords is lifted by a school only where no other one relies on it', async () => {
  const login = 'two-schools@a.example';
  const { json } = await inviteAs(principal, login);
  await open(json.invitation);
  const lockOut = () =>
    db.owner
      .updateTable('account')
      .set({ failures: 5, failed_at: now, locked_until: later(900_000) })
      .where('id', '=', json.id)
      .execute();
  await lockOut();
  assert.equal((await principal.send('POST', `/accounts/${json.id}/unlock`)).status, 204);
  assert.equal((await signIn(login)).status, 201);
  assert.equal((await inviteAs(other, login, staffOfB[0])).status, 201);
  await lockOut();
  await principal.send('POST', `/accounts/${json.id}/lock`);
  assert.equal((await principal.send('POST', `/accounts/${json.id}/unlock`)).status, 204);
  assert.notEqual((await signIn(login)).status, 201);
  const locks = await db.owner
    .selectFrom('account_lock')
    .select('school')
    .where('account', '=', json.id)
    .execute();
  assert.deepEqual(locks, [], 'its own it lifts');
});

test('an account that nobody has opened gets a new link together with a role', async () => {
  const login = 'never@a.example';
  const first = await inviteAs(principal, login);
  await endRoles(first.json.id, a.school);
  const again = await inviteAs(other, login, staffOfB[1]);
  assert.equal(again.status, 201, again.bytes.toString());
  assert.equal(again.json.id, first.json.id);
  assert.equal(
    (await open(first.json.invitation)).json.code,
    'invitation_invalid',
    'the other school’s link',
  );
  assert.equal((await open(again.json.invitation)).status, 204);
});

test('a role for somebody who never signed in comes with a link, unless one is on the way', async () => {
  const { json } = await inviteAs(principal, 'late@a.example');
  const number = staff[taken - 1]!;
  const give = (role: string) => principal.send('POST', `/accounts/${json.id}/roles`, { role, number });
  const waiting = await give('installer');
  assert.deepEqual([waiting.status, waiting.json.invitation], [201, undefined]);
  await db.owner
    .updateTable('account_invitation')
    .set({ expires_at: later(1) })
    .where('account', '=', json.id)
    .execute();
  now = later(1_000);
  const late = await give('card_officer');
  assert.equal(late.status, 201, late.bytes.toString());
  assert.equal((await open(json.invitation)).json.code, 'invitation_invalid');
  assert.equal((await open(late.json.invitation)).status, 204);
  assert.equal((await give('dpo')).json.invitation, undefined, 'there is a password now');
});

test('the password of a parent with children in two schools is neither’s to take away', async () => {
  const login = 'both-schools@home.example';
  const { account } = await parentOf(login, a.school, guardians[1]!);
  const role = { role: 'parent', number: guardiansOfB[1]! };
  assert.equal((await other.send('POST', '/accounts', { ...role, login, language: 'bg' })).status, 201);
  for (const who of [principal, other])
    assert.equal((await who.send('POST', `/accounts/${account}/invitation`)).json.code, 'account_elsewhere');
});

test('two accounts for one person at one moment: the person gets one', async () => {
  const number = staff[taken++]!;
  const answers = await Promise.all(
    ['one@a.example', 'two@a.example'].map((login) => inviteAs(principal, login, number)),
  );
  assert.deepEqual(answers.map(({ json }) => json.code).sort(), ['person_account', undefined]);
});

test('two principals who lock, or end, each other at one moment: one stays', async () => {
  const second = await app.person('second@a.example', { role: 'principal', school: a.school });
  const unlocked = async () => {
    const rows = await db.owner
      .selectFrom('account_lock')
      .select('account')
      .where('school', '=', a.school)
      .execute();
    return [principal, second].filter(({ account }) => !rows.some((row) => row.account === account));
  };
  // Both have signed in before.
  await Promise.all([principal, second].map((who) => who.send('GET', '/me')));
  const locked = await Promise.all([
    principal.send('POST', `/accounts/${second.account}/lock`),
    second.send('POST', `/accounts/${principal.account}/lock`),
  ]);
  assert.equal(locked.filter(({ status }) => status === 204).length, 1, JSON.stringify(locked));
  const [left] = await unlocked();
  const [lockedOut] = [principal, second].filter((who) => who !== left);
  assert.equal((await left!.send('POST', `/accounts/${lockedOut!.account}/unlock`)).status, 204);
  now = later(1_000);
  const ends = await Promise.all(
    [principal, second].map(async (who) => {
      const { items } = (await who.send('GET', '/accounts?role=principal')).json;
      const of = items.find(({ id }: { id: string }) => id !== who.account);
      return () => who.send('DELETE', `/accounts/${of.id}/roles/${of.roles[0].id}`);
    }),
  );
  const ended = await Promise.all(ends.map((end) => end()));
  assert.equal(ended.filter(({ status }) => status === 204).length, 1, JSON.stringify(ended));
});
