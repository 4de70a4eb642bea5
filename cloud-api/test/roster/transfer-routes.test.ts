import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditCapability } from '../../src/audit/capability.ts';
import { consentCapability } from '../../src/consent/capability.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { erasePeople, transferStudent } from '../../src/roster/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { signMonths } from '../support/sign-months.ts';
import { type Seeded, twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-16T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability, auditCapability, consentCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
await signMonths(db.owner, a.school, '2026-09', '2026-10', '2026-11');
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const receiver = await app.person('officer@b.example', { role: 'card_officer', school: b.school });
const dpo = await app.person('dpo@a.example', { role: 'dpo', school: a.school });

const { id: classB } = await db.owner
  .selectFrom('class')
  .select('id')
  .where('school', '=', b.school)
  .orderBy('name')
  .executeTakeFirstOrThrow();

/** Pupils of a school as planned, who have guardians. */
const planned = (of: Seeded) =>
  of.plan.classes.flatMap((one) => one.students).filter((one) => one.guardians.length > 0);

async function personOf(identifier: string) {
  const index = (await app.vault.network(db.jobs)).identifier(0, identifier);
  return db.owner
    .selectFrom('person')
    .select(['id', 'school', 'account_no'])
    .where('identifier_index', '=', index)
    .where('kind', '=', 'student')
    .executeTakeFirst();
}

async function guardianOf(child: string) {
  return db.owner
    .selectFrom('guardianship as g')
    .innerJoin('person as p', 'p.id', 'g.guardian')
    .select(['p.id', 'p.account_no'])
    .where('g.child', '=', child)
    .orderBy('p.account_no')
    .executeTakeFirstOrThrow();
}

test('M3: the old school loses access at once, is told, and its families go on signing in', async () => {
  const { profile } = planned(a)[0]!;
  const child = (await personOf(profile.identifier!))!;
  const guardian = await guardianOf(child.id);
  const role = { role: 'parent', school: a.school, personNumber: guardian.account_no };
  const parent = await app.person('parent@home.example', role);
  assert.equal((await principal.send('GET', `/people/${child.id}`)).status, 200);

  const { status, json } = await receiver.send('POST', '/transfers', {
    identifierType: 0,
    identifier: profile.identifier,
    class: classB,
  });
  assert.equal(status, 201, JSON.stringify(json));

  for (const who of [officer, principal]) {
    assert.equal((await who.send('GET', `/people/${child.id}`)).json.code, 'person_not_here');
    const found = await who.send('GET', `/people/search?text=${encodeURIComponent(profile.last)}`);
    assert.ok(!found.json.items.some((one: { id: string }) => one.id === child.id));
    const { items } = (await who.send('GET', '/me/notices')).json;
    assert.ok(items.some((one: { detail: { number?: string } }) => one.detail.number === child.account_no));
  }
  assert.equal((await receiver.send('GET', `/people/${child.id}`)).status, 200);
  const grants = (await parent.send('GET', '/me')).json.grants;
  assert.deepEqual(
    grants.map((grant: { school: string }) => grant.school),
    [b.school],
  );
  assert.ok(grants[0].children.some((one: { person: string }) => one.person === child.id));
});

test('D9: a refusal goes along with the pupil, and is the old school’s to read no more', async () => {
  const { profile } = planned(a)[11]!;
  const child = (await personOf(profile.identifier!))!;
  const refusal = { purpose: 'processing', given: false, signer: 'guardian', document: 'папка 1' };
  const said = await officer.send('POST', `/people/${child.id}/paper-consents`, {
    ...refusal,
    signedOn: '2026-11-12',
  });
  assert.equal(said.status, 201, said.bytes.toString());
  await receiver.send('POST', '/transfers', {
    identifierType: 0,
    identifier: profile.identifier,
    class: classB,
  });
  const refused = async (who: typeof officer) =>
    (await who.send('GET', '/consents?purpose=processing&given=false')).json.items.map(
      (one: { person: string; tracking: string }) => [one.person, one.tracking],
    );
  assert.deepEqual(await refused(receiver), [[child.id, said.json.tracking]]);
  assert.deepEqual(await refused(officer), []);
});

test('a role of the past stays where it was held, and a lock goes along', async () => {
  const { profile } = planned(a)[12]!;
  const child = (await personOf(profile.identifier!))!;
  const guardian = await guardianOf(child.id);
  const role = { role: 'parent', school: a.school, personNumber: guardian.account_no };
  const parent = await app.person('locked-parent@home.example', role);
  assert.equal((await principal.send('POST', `/accounts/${parent.account}/lock`)).status, 204);
  await receiver.send('POST', '/transfers', {
    identifierType: 0,
    identifier: profile.identifier,
    class: classB,
  });
  const held = await db.owner
    .selectFrom('role_assignment')
    .select(['school', 'valid_from', 'valid_until'])
    .where('account', '=', parent.account)
    .orderBy('valid_from')
    .execute();
  assert.deepEqual(held, [
    { school: a.school, valid_from: new Date(0), valid_until: now },
    { school: b.school, valid_from: now, valid_until: null },
  ]);
  assert.deepEqual((await parent.send('GET', '/me')).json.grants, [], 'locked there, too');
});

test('two schools’ connections at one moment: the pupil is in one school, enrolled once, with each card once', async () => {
  const { profile } = planned(a)[1]!;
  const { id } = (await personOf(profile.identifier!))!;
  const request = {
    identifierType: 0,
    identifier: profile.identifier!,
    toSchool: b.school,
    toClass: classB,
    firstDay: '2026-11-16',
  } as const;
  const done = await Promise.allSettled([
    transferStudent(db.jobs, app.vault, request, now),
    transferStudent(db.jobs, app.vault, request, now),
  ]);
  assert.deepEqual(done.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
  const refused = done.find((one) => one.status === 'rejected')!;
  assert.equal((refused as PromiseRejectedResult).reason.code, 'person_here');
  await assertWhole(id, b.school);
});

test('siblings who go at one moment bring their parent along once', async () => {
  const [one, two] = planned(a).slice(2, 4);
  const [first, second] = [
    (await personOf(one!.profile.identifier!))!,
    (await personOf(two!.profile.identifier!))!,
  ];
  await db.owner.deleteFrom('guardianship').where('child', '=', second.id).execute();
  const guardian = await guardianOf(first.id);
  await db.owner
    .insertInto('guardianship')
    .values({
      school: a.school,
      child: second.id,
      guardian: guardian.id,
      relation: 'mother',
      valid_from: '2026-09-01',
    } as never)
    .execute();
  const go = (identifier: string) =>
    transferStudent(
      db.jobs,
      app.vault,
      { identifierType: 0, identifier, toSchool: b.school, toClass: classB, firstDay: '2026-11-16' },
      now,
    );
  await Promise.all([go(one!.profile.identifier!), go(two!.profile.identifier!)]);
  const links = await db.owner
    .selectFrom('guardianship as g')
    .innerJoin('person as p', 'p.id', 'g.guardian')
    .select(['g.child', 'p.id', 'p.school', 'p.erased_at'])
    .where('g.child', 'in', [first.id, second.id])
    .execute();
  for (const link of links) assert.deepEqual([link.school, link.erased_at], [b.school, null]);
  const left = await db.owner
    .selectFrom('guardianship as g')
    .innerJoin('person as p', 'p.id', 'g.guardian')
    .select('g.id')
    .whereRef('p.school', '!=', 'g.school')
    .execute();
  assert.deepEqual(left, []);
});

test('erased by one school and taken in by another at one moment: never both', async () => {
  for (const { profile } of planned(a).slice(4, 10)) {
    const { id } = (await personOf(profile.identifier!))!;
    assert.equal((await officer.send('POST', `/people/${id}/leave`, { lastDay: '2026-11-13' })).status, 204);
    const transfer = {
      identifierType: 0,
      identifier: profile.identifier!,
      toSchool: b.school,
      toClass: classB,
      firstDay: '2026-11-16',
    } as const;
    const [moved, erased] = await Promise.allSettled([
      transferStudent(db.jobs, app.vault, transfer, now),
      db.jobs
        .transaction()
        .execute((trx) => erasePeople({ trx, vault: app.vault, school: a.school, now }, [id])),
    ]);
    assert.notEqual(moved.status, erased.status, 'exactly one of them');
    if (moved.status === 'fulfilled') await assertWhole(id, b.school);
    else assert.equal(await personOf(profile.identifier!), undefined);
  }
});

test('when a child is erased, its guardian signs in and sees nothing of it', async () => {
  const { profile } = planned(a)[10]!;
  const child = (await personOf(profile.identifier!))!;
  const guardian = await guardianOf(child.id);
  const role = { role: 'parent', school: a.school, personNumber: guardian.account_no };
  const parent = await app.person('parent-of-erased@home.example', role);
  await officer.send('POST', `/people/${child.id}/leave`, { lastDay: '2026-11-13' });
  assert.equal((await dpo.send('POST', `/people/${child.id}/erasure`, {})).status, 204);
  const grants = (await parent.send('GET', '/me')).json.grants;
  assert.ok(!JSON.stringify(grants).includes(child.id));
  assert.ok((await parent.send('GET', `/people/${child.id}/views`)).status >= 400);
});

/** The pupil opens in that school, is enrolled there once on the day, and no card is held twice. */
async function assertWhole(person: string, school: string): Promise<void> {
  assert.equal((await receiver.send('GET', `/people/${person}`)).status, 200);
  const enrolled = await db.owner
    .selectFrom('enrolment')
    .select('school')
    .where('person', '=', person)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', '2026-11-16')
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', '2026-11-16')]))
    .execute();
  assert.deepEqual(enrolled, [{ school }]);
  const held = await db.owner
    .selectFrom('credential_holding')
    .select(['credential', 'school'])
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .execute();
  assert.equal(new Set(held.map((one) => one.credential)).size, held.length);
  assert.ok(held.every((one) => one.school === school));
}
