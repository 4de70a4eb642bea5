import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AllowListEntry } from '@vratar/protocol/lists';
import { credentialHolderAt } from '../../src/cards/index.ts';
import { buildList } from '../../src/cards/lists/index.ts';
import { inSchool } from '../../src/db/index.ts';
import {
  enrolmentAt,
  findByIdentifier,
  instantOf,
  openPeople,
  searchPeople,
} from '../../src/people/index.ts';
import {
  enrolStudents,
  erasePeople,
  leaveSchool,
  type RosterContext,
  transferStudent,
} from '../../src/roster/index.ts';
import { fullName } from '../../src/vault/index.ts';
import { testDatabase } from '../support/database.ts';
import { signMonths } from '../support/sign-months.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const vault = testVault();
const now = new Date('2026-11-16T05:00:00Z');
const { a, b } = await twoSchools(db, vault, now);
await signMonths(db.owner, b.school, '2026-09', '2026-10', '2026-11');
await buildList(db.jobs, vault, a.site, now);
await buildList(db.jobs, vault, b.site, now);

const as = <T>(school: string, work: (context: RosterContext) => Promise<T>, at = now) =>
  inSchool(db.api, { school }, (trx) => work({ trx, vault, school, now: at }));

/** A pupil of the plan who has a working card, with its identifiers in the database. */
async function pupil(of: typeof a, number: number) {
  const planned = of.plan.classes
    .flatMap((one) => one.students)
    .filter((one) => one.cards[0]?.fate === 'issued')[number]!;
  const found = await as(of.school, (context) =>
    findByIdentifier(context, 'student', 0, planned.profile.identifier!),
  );
  return { planned, person: found!.id, identifier: planned.profile.identifier! };
}

async function classesOf(school: string): Promise<string[]> {
  const rows = await db.owner
    .selectFrom('class')
    .select('id')
    .where('school', '=', school)
    .orderBy('name')
    .execute();
  return rows.map((row) => row.id);
}

async function lineOf(site: string, person: string): Promise<AllowListEntry | undefined> {
  const row = await db.owner
    .selectFrom('allow_list_entry as l')
    .innerJoin('credential_holding as h', 'h.credential', 'l.credential')
    .select('l.entry')
    .where('l.site', '=', site)
    .where('h.person', '=', person)
    .executeTakeFirst();
  return row?.entry == null ? undefined : (JSON.parse(row.entry) as AllowListEntry);
}

test('a change of class holds from its day, and what was known before can be asked for', async () => {
  const { person } = await pupil(a, 0);
  const before = (await enrolmentAt(db.jobs, person, '2026-11-10'))!;
  const other = (await classesOf(a.school)).find((id) => id !== before.class)!;
  const wasKnown = new Date(Date.now());
  const later = new Date(Date.now() + 60_000);
  await as(
    a.school,
    (context) => enrolStudents(context, [{ person, class: other, firstDay: '2026-11-16' }]),
    later,
  );
  assert.equal((await enrolmentAt(db.jobs, person, '2026-11-15'))!.class, before.class);
  assert.equal((await enrolmentAt(db.jobs, person, '2026-11-16'))!.class, other);
  assert.equal((await enrolmentAt(db.jobs, person, '2026-11-16', wasKnown))!.class, before.class);
});

test('a pupil who leaves is enrolled until the last day, and the gate knows the end', async () => {
  const { person } = await pupil(a, 1);
  await as(a.school, (context) => leaveSchool(context, [person], '2026-11-20'));
  assert.ok(await enrolmentAt(db.jobs, person, '2026-11-20'));
  assert.equal(await enrolmentAt(db.jobs, person, '2026-11-21'), undefined);
  await buildList(db.jobs, vault, a.site, now);
  const until = (await lineOf(a.site, person))!.enrolments![0]!.until!;
  assert.equal(until, instantOf('Europe/Sofia', '2026-11-21', '00:00'));
});

test('M3: a transfer is immediate; the old school cannot open the name, its gate says not enrolled here', async () => {
  const { person, planned, identifier } = await pupil(a, 2);
  const [, toClass] = await classesOf(b.school);
  const account = (await as(a.school, (context) => openPeople(context, [person])))[0]!.accountNo;
  const token = (await lineOf(a.site, person))!.token;
  const request = {
    identifierType: 0,
    identifier,
    toSchool: b.school,
    toClass: toClass!,
    firstDay: '2026-11-16',
  } as const;
  const result = await transferStudent(db.jobs, vault, request, now);
  assert.deepEqual(result, { person, fromSchool: a.school });

  assert.deepEqual(await as(a.school, (context) => openPeople(context, [person])), []);
  assert.deepEqual(
    await as(a.school, (context) => searchPeople(context, { text: fullName(planned.profile) })),
    [],
  );
  const [here] = await as(b.school, (context) => searchPeople(context, { text: fullName(planned.profile) }));
  assert.equal(here!.id, person);
  assert.equal(here!.accountNo, account, 'the account number stays');
  assert.equal((await enrolmentAt(db.jobs, person, '2026-11-15'))!.school, a.school);
  assert.equal((await enrolmentAt(db.jobs, person, '2026-11-16'))!.school, b.school);

  await buildList(db.jobs, vault, a.site, now);
  await buildList(db.jobs, vault, b.site, now);
  const [atOld, atNew] = [await lineOf(a.site, person), await lineOf(b.site, person)];
  assert.equal(atOld!.token, token);
  assert.equal(atOld!.enrolments![0]!.until, instantOf('Europe/Sofia', '2026-11-16', '00:00'));
  assert.equal(atNew!.enrolments![0]!.school, b.school);
  assert.equal(atNew!.enrolments![0]!.until, undefined);
  assert.notEqual(atNew!.token, token, 'a site knows a card by a token of its own');

  const before = await credentialHolderAt(db.jobs, a.gateway, token, new Date('2026-11-10T06:00:00Z'));
  assert.equal(before!.person, person, 'events that arrive late still find their holder');
});

test('guardians follow; one with another child stays known in the old school too', async () => {
  const rows = await db.owner.selectFrom('guardianship').selectAll().where('school', '=', b.school).execute();
  const orphans = await db.owner
    .selectFrom('guardianship as g')
    .innerJoin('person as p', 'p.id', 'g.guardian')
    .select('g.id')
    .whereRef('p.school', '!=', 'g.school')
    .execute();
  assert.ok(rows.length > 0);
  assert.deepEqual(orphans, []);
});

test('both schools can see in their logs that the pupil was transferred', async () => {
  const entries = await db.owner
    .selectFrom('audit_entry')
    .select('school')
    .where('action', '=', 'person_transferred')
    .execute();
  assert.deepEqual(entries.map((entry) => entry.school).sort(), [a.school, b.school].sort());
});

test('an unknown identifier, and a pupil who is here already, are refused', async () => {
  const { identifier } = await pupil(b, 0);
  const request = { identifierType: 0, toSchool: b.school, toClass: 'x', firstDay: '2026-11-16' } as const;
  await assert.rejects(transferStudent(db.jobs, vault, { ...request, identifier: '1523010012' }, now), {
    code: 'person_unknown',
  });
  await assert.rejects(transferStudent(db.jobs, vault, { ...request, identifier }, now), {
    code: 'person_here',
  });
});

test('erasure: nobody opens the name again, the card is free of its holder, numbers stay', async () => {
  const { person, identifier, planned } = await pupil(b, 1);
  const erase = () =>
    inSchool(db.jobs, { school: b.school }, (trx) =>
      erasePeople({ trx, vault, school: b.school, now }, [person]),
    );
  await assert.rejects(erase(), { code: 'person_enrolled' });
  await as(b.school, (context) => leaveSchool(context, [person], '2026-11-15'));
  const erased = await erase();
  assert.equal(erased.length, 1 + planned.guardians.length, 'parents without another child go too');
  const row = await db.owner
    .selectFrom('person')
    .selectAll()
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.profile, row.identifier_index], [null, null]);
  assert.equal(
    (await db.owner.selectFrom('person_key').selectAll().where('person', '=', person).execute()).length,
    0,
  );
  assert.equal(
    (await db.owner.selectFrom('credential_holding').selectAll().where('person', '=', person).execute())
      .length,
    0,
  );
  assert.equal(
    await as(b.school, (context) => findByIdentifier(context, 'student', 0, identifier)),
    undefined,
  );
  assert.ok(await enrolmentAt(db.jobs, person, '2026-11-10'), 'that somebody attended remains as a number');
});

test('a pupil is never enrolled twice on one day', async () => {
  const { person } = await pupil(b, 2);
  const [one, two] = await classesOf(b.school);
  const twice = as(b.school, (context) =>
    enrolStudents(context, [
      { person, class: one!, firstDay: '2026-12-01' },
      { person, class: two!, firstDay: '2026-12-01' },
    ]),
  );
  await assert.rejects(twice, { code: 'enrolment_overlap' });
});
