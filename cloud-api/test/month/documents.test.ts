import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import type { Actor } from '../../src/attendance/decide/actor.ts';
import { SchoolCache } from '../../src/attendance/store/school-cache.ts';
import { inSchool } from '../../src/db/index.ts';
import { declareNoAbsences, readDeclaration } from '../../src/month/declaration/declare.ts';
import { draftSignals } from '../../src/month/signals/draft-signals.ts';
import { moveSignal, readSignal, type SignalMove } from '../../src/month/signals/move-signal.ts';
import { endRisk } from '../../src/month/signals/risk-status.ts';
import { checkClass } from '../../src/month/submission/check-class.ts';
import type { ActContext } from '../../src/month/submission/submit.ts';
import { actOnMonth } from '../../src/month/submission/submit.ts';
import { addPeople } from '../../src/people/add-people.ts';
import { exportReport } from '../../src/reports/export-report.ts';
import { rotateStep } from '../../src/vault/rotate-school.ts';
import { type SchoolFixture, schoolFixture } from '../attendance/support/school-fixture.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());
const vault = testVault();
await vault.prepare(db.jobs);
const NOVEMBER = '2026-11-01';
const AFTER = Date.parse('2026-12-02T08:00:00Z');
const PDF = '%PDF-';
const refusedWith = (code: string) => (error: unknown) => (error as VratarError).code === code;

interface School extends SchoolFixture {
  readonly pupil: string;
  readonly actor: Actor;
}

/** A school with one named pupil, whose November days are settled and hold these lessons each. */
async function schoolWith(lessons: string, halves: number, days: readonly string[]): Promise<School> {
  const fixture = await schoolFixture(db.owner, { pupils: 0 });
  const { school } = fixture;
  const [pupil = ''] = await db.jobs
    .transaction()
    .execute((trx) =>
      addPeople({ trx, vault, school }, [{ kind: 'student', profile: { first: 'Тест', last: 'Ученик' } }]),
    );
  const classId = fixture.classes[0] as string;
  await db.owner
    .insertInto('enrolment')
    .values({ school, person: pupil, class: classId, first_day: '2026-09-15' })
    .execute();
  await settledDays(school, pupil, classId, lessons, halves, days);
  return { ...fixture, pupil, actor: { school, account: randomUUID(), classes: 'all', signs: true } };
}

async function settledDays(
  school: string,
  person: string,
  classId: string,
  lessons: string,
  halves: number,
  days: readonly string[],
): Promise<void> {
  for (const day of days) {
    await sql`insert into school_day (school, day, revision, doubts, fires, settled)
      values (${school}, ${day}, 1, '', '', true) on conflict (school, day) do update set settled = true`.execute(
      db.owner,
    );
    await sql`insert into person_day (school, day, person, class, revision, tracked, excused, marks, trail, intervals,
        lessons, flags, doubts, unexcused_halves, excused_hours, review_lessons)
      values (${school}, ${day}, ${person}, ${classId}, 1, true, false, '', '', '', ${lessons}, '', '',
        ${halves}, 0, 0)`.execute(db.owner);
  }
}

const inMonth = <T>(of: School, work: (context: ActContext) => Promise<T>): Promise<T> =>
  inSchool(db.api, of.actor, (trx) =>
    work({ trx, vault, cache: new SchoolCache(), actor: of.actor, now: AFTER }),
  );
const schoolDays = (month: string, count: number): string[] =>
  Array.from({ length: 31 }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
    .filter((day) => !Number.isNaN(Date.parse(day)) && ![0, 6].includes(new Date(day).getUTCDay()))
    .slice(0, count);
const audited = async (of: School): Promise<string[]> => {
  const rows = await db.owner
    .selectFrom('audit_entry')
    .select(['action', 'subject'])
    .where('school', '=', of.school)
    .orderBy('n')
    .execute();
  return rows.map(({ action, subject }) => `${action} ${subject?.replace(/:.*/, '')}`);
};

test('M13: without unexcused absences the declaration is signed, kept as it was, and gone with its signature', async () => {
  const of = await schoolWith('1P2P', 0, schoolDays('2026-11', 21));
  const draft = await inMonth(of, (context) => readDeclaration(context, NOVEMBER));
  assert.equal(draft.subarray(0, 5).toString(), PDF);
  await inMonth(of, (context) => checkClass(context, NOVEMBER, of.classes[0] as string));
  await assert.rejects(
    inMonth(of, (context) => actOnMonth(context, NOVEMBER, { act: 'generate' })),
    refusedWith('nothing_to_submit'),
  );
  const picture = await inMonth(of, (context) => declareNoAbsences(context, NOVEMBER));
  assert.equal(picture.state, 'declared');
  const signed = await inMonth(of, (context) => readDeclaration(context, NOVEMBER));
  assert.ok(
    signed.equals(await inMonth(of, (context) => readDeclaration(context, NOVEMBER))),
    'always the same',
  );
  const stored = await db.owner
    .selectFrom('school_document')
    .select('sealed')
    .where('school', '=', of.school)
    .executeTakeFirstOrThrow();
  assert.equal(stored.sealed.includes(PDF), false, 'sealed at rest');
  await inMonth(of, (context) => actOnMonth(context, NOVEMBER, { act: 'unsign' }));
  assert.notEqual((await inMonth(of, (context) => readDeclaration(context, NOVEMBER))).length, signed.length);
});

test('a month with unexcused absences has nothing to declare', async () => {
  const of = await schoolWith('1A2P', 2, schoolDays('2026-11', 21));
  await inMonth(of, (context) => checkClass(context, NOVEMBER, of.classes[0] as string));
  await assert.rejects(
    inMonth(of, (context) => declareNoAbsences(context, NOVEMBER)),
    refusedWith('absences_to_submit'),
  );
});

test('чл. 347: a signal is drafted from the selection, signed, sent and answered, each once and in this order', async () => {
  const of = await schoolWith('1A2A3A4A', 8, schoolDays('2026-11', 11));
  const wish = { asOf: '2026-11-30', recipientKind: 'municipality', recipient: 'Община Бургас' } as const;
  const draft = (more: object = {}) => inMonth(of, (context) => draftSignals(context, { ...wish, ...more }));
  await assert.rejects(draft({ recipient: ' ' }), refusedWith('signal_recipient'));
  await assert.rejects(draft({ persons: [randomUUID()] }), refusedWith('signal_not_at_risk'));
  await assert.rejects(
    inMonth({ ...of, actor: { ...of.actor, signs: false } }, (context) => draftSignals(context, wish)),
    refusedWith('not_principal'),
  );
  const { drafted } = await draft({ persons: [of.pupil] });
  const id = drafted[0]?.id as string;
  assert.deepEqual([drafted.length, drafted[0]?.number, drafted[0]?.person], [1, 1, of.pupil]);
  assert.deepEqual(await draft(), { drafted: [], underWay: [of.pupil] });
  assert.equal(
    (await draft({ recipientKind: 'police' })).drafted[0]?.number,
    2,
    'another authority is told apart',
  );

  const move = (step: SignalMove) => inMonth(of, (context) => moveSignal(context, id, step));
  await assert.rejects(move({ to: 'sent', reference: 'РД-1' }), refusedWith('signal_state'));
  await move({ to: 'signed' });
  const letter = await inMonth(of, (context) => readSignal(context, id));
  assert.equal(letter.subarray(0, 5).toString(), PDF);
  await assert.rejects(move({ to: 'sent', reference: ' ' }), refusedWith('signal_reference'));
  await move({ to: 'sent', reference: 'РД-1/02.12.2026' });
  await assert.rejects(move({ to: 'withdrawn' }), refusedWith('signal_state'));
  await move({ to: 'acknowledged', reference: 'вх. 77' });
  await assert.rejects(move({ to: 'answered', answer: '' }), refusedWith('note_required'));
  await move({ to: 'answered', answer: 'Съставен е акт.' });
  const row = await db.owner
    .selectFrom('risk_signal')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.state, row.unexcused_halves, row.reasons], ['answered', 88, ['unexcused']]);
  assert.ok(
    (await inMonth(of, (context) => readSignal(context, id))).equals(letter),
    'the letter as it was signed',
  );
  assert.equal((await draft()).drafted.length, 1, 'after an answer another may follow');

  const risk = await db.owner.selectFrom('risk_status').selectAll().where('person', '=', of.pupil).execute();
  assert.equal(risk.length, 1, 'the status is given once');
  assert.equal(await inMonth(of, ({ trx, actor }) => endRisk({ trx, actor }, [of.pupil], '2026-12-10')), 1);
  assert.ok((await audited(of)).includes('month_signed signal'));
});

test('at risk is a person: absences at the school before count, in the selection and in the signal', async () => {
  const before = await schoolWith('1A2A3A4A', 8, schoolDays('2026-10', 6));
  const of = await schoolWith('1A2A3A4A', 8, schoolDays('2026-11', 6));
  await db.owner
    .updateTable('enrolment')
    .set({ last_day: '2026-10-31' })
    .where('school', '=', before.school)
    .execute();
  await settledDays(
    before.school,
    of.pupil,
    before.classes[0] as string,
    '1A2A3A4A',
    8,
    schoolDays('2026-10', 6),
  );
  await db.owner
    .updateTable('enrolment')
    .set({ first_day: '2026-11-01' })
    .where('person', '=', of.pupil)
    .execute();
  await db.owner
    .insertInto('enrolment')
    .values({
      school: before.school,
      person: of.pupil,
      class: before.classes[0] as string,
      first_day: '2026-09-15',
      last_day: '2026-10-31',
    })
    .execute();
  const wish = { asOf: '2026-11-30', recipientKind: 'municipality', recipient: 'Община' } as const;
  const { drafted } = await inMonth(of, (context) => draftSignals(context, wish));
  const row = await db.owner
    .selectFrom('risk_signal')
    .selectAll()
    .where('id', '=', drafted[0]?.id as string)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.unexcused_halves, row.carried_halves], [96, 48]);
});

test('a report is exported with an entry in the audit log, and shows only the own school', async () => {
  const of = await schoolWith('1P2A', 2, schoolDays('2026-11', 3));
  await schoolWith('1A2A', 4, schoolDays('2026-11', 3));
  const context = { school: of.school, language: 'bg', now: AFTER } as const;
  const classId = of.classes[0] as string;
  const requests = [
    { kind: 'month', month: NOVEMBER },
    { kind: 'register', month: NOVEMBER, class: classId },
    { kind: 'person', month: NOVEMBER, person: of.pupil },
    { kind: 'day', day: '2026-11-03' },
    { kind: 'week', day: '2026-11-03', class: classId },
    { kind: 'at-risk', day: '2026-11-30' },
  ] as const;
  for (const request of requests) {
    const made = await inSchool(db.api, of.actor, (trx) =>
      exportReport({ trx, vault }, context, request, 'csv'),
    );
    const text = made.bytes.toString('utf8');
    assert.equal(made.rows, request.kind === 'at-risk' ? 0 : request.kind === 'person' ? 4 : 1, request.kind);
    if (request.kind !== 'at-risk' && request.kind !== 'person') assert.match(text, /Тест Ученик/);
  }
  assert.equal(
    (await audited(of)).filter((entry) => entry === 'list_exported report').length,
    requests.length,
  );
  const unknown = { kind: 'person', month: NOVEMBER, person: randomUUID() } as const;
  await assert.rejects(
    inSchool(db.api, of.actor, (trx) => exportReport({ trx, vault }, context, unknown, 'pdf')),
    refusedWith('person_unknown'),
  );
});

test('documents and rows of the agency stay readable when the key of the school is rotated away', async () => {
  const of = await schoolWith('1P2P', 0, schoolDays('2026-11', 21));
  await inMonth(of, (context) => checkClass(context, NOVEMBER, of.classes[0] as string));
  await inMonth(of, (context) => declareNoAbsences(context, NOVEMBER));
  const signed = await inMonth(of, (context) => readDeclaration(context, NOVEMBER));
  await db.jobs.transaction().execute((trx) => vault.addVersion(trx, of.school));
  const later = new Date(Date.now() + 3_600_000);
  while ((await rotateStep(db.jobs, vault, of.school, later, 1)).state !== 'finished') {
    // Each step is a transaction of its own.
  }
  vault.forget(of.school);
  assert.ok((await inMonth(of, (context) => readDeclaration(context, NOVEMBER))).equals(signed));
});
