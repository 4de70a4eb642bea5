import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ActContext } from '../../src/accounts/context.ts';
import { cardsCapability } from '../../src/cards/capability.ts';
import { expireHoldings, returnCard } from '../../src/cards/index.ts';
import { consentCapability } from '../../src/consent/capability.ts';
import { giveConsent } from '../../src/consent/give-consent.ts';
import { settled } from '../../src/consent/migrations/5203-settled.ts';
import { inSchool } from '../../src/db/index.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

// When a refusal takes effect: once the card is back (D9), and not a moment before (D10).

let now = new Date('2026-11-16T05:00:00Z');
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
  return now;
};
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability, cardsCapability, consentCapability], () => now);
after(() => app.close().then(() => db.close()));
const {
  a: { school },
} = await twoSchools(db, app.vault, now);
const officer = await app.person('officer@a.example', { role: 'card_officer', school });
/** Whose session is no other's: signing in and consents lock their account. */
const colleague = await app.person('colleague@a.example', { role: 'card_officer', school });
const holders = await db.owner
  .selectFrom('credential_holding as h')
  .innerJoin('credential as k', 'k.id', 'h.credential')
  .select(['h.person', 'h.credential'])
  .where('h.school', '=', school)
  .where('h.kind', '=', 'pupil')
  .where('h.ended_at', 'is', null)
  .where('k.state', '=', 'issued')
  .execute();
const stock = await db.owner
  .selectFrom('credential')
  .select('id')
  .where('school', '=', school)
  .where('state', '=', 'stock')
  .where('type', '=', 'card')
  .where('id', 'not in', (qb) => qb.selectFrom('credential_holding').select('credential'))
  .execute();
const aPupil = async () => {
  const { person, credential } = holders.pop()!;
  const { status } = await officer.send('PATCH', `/people/${person!}`, { birthDate: '2015-03-01' });
  assert.ok(status < 300);
  return { person: person!, card: credential };
};
const paper = { purpose: 'processing', given: false, signer: 'guardian', signedOn: '2026-11-16' } as const;
const refuse = (person: string) => {
  later(1);
  return officer.send('POST', `/people/${person}/paper-consents`, { ...paper, document: 'папка 1' });
};
const act = async (card: string, what: string, body: object = {}) => {
  later(1);
  const { status, json } = await officer.send('POST', `/cards/${card}/${what}`, body);
  assert.ok(status < 300, JSON.stringify(json));
};
const trackingOf = async (person: string) => {
  const of = db.owner.selectFrom('person').select('tracking').where('id', '=', person);
  return (await of.executeTakeFirstOrThrow()).tracking;
};
const waiting = async (person: string) =>
  (await officer.send('GET', `/consents?waiting=true&person=${person}`)).json.items.length;
const holderOf = async (card: string) =>
  db.owner
    .selectFrom('credential_holding')
    .select(['person', 'kind'])
    .where('credential', '=', card)
    .where('ended_at', 'is', null)
    .executeTakeFirst();

test('a lost card of a family that refused is replaced: with a name the refusal goes on waiting', async () => {
  const { person, card } = await aPupil();
  await refuse(person);
  const next = stock.pop()!.id;
  await act(card, 'replace', { next, reason: 'lost' });
  assert.equal(await holderOf(card), undefined, 'the lost card opens nothing');
  assert.deepEqual(await holderOf(next), { person, kind: 'pupil' });
  assert.deepEqual([await trackingOf(person), await waiting(person)], ['full', 1]);
  await act(next, 'return');
  assert.deepEqual([await trackingOf(person), await waiting(person)], ['pass_only', 0]);
});

test('signed for, the replacement is a card without a name, and the refusal takes effect', async () => {
  const { person, card } = await aPupil();
  await refuse(person);
  await act(card, 'block', { reason: 'lost' });
  const next = stock.pop()!.id;
  await act(card, 'replace', { next, reason: 'lost', signature: { signedOn: '2026-11-16' } });
  assert.deepEqual(await holderOf(next), { person: null, kind: 'pass_only' });
  assert.deepEqual([await trackingOf(person), await waiting(person)], ['pass_only', 0]);
  const named = db.owner.selectFrom('audit_entry').select('line').where('line', 'like', `%${next}%`);
  for (const { line } of await named.execute())
    assert.ok(!line.includes(card) && !line.includes(person), line);
});

test('a card that was only blocked is freed again, and the refusal waits all the time', async () => {
  const { person, card } = await aPupil();
  await refuse(person);
  await act(card, 'block', { reason: 'blocked' });
  assert.deepEqual([await trackingOf(person), await waiting(person)], ['full', 1]);
  await act(card, 'unblock');
  assert.deepEqual(await holderOf(card), { person, kind: 'pupil' });
  await act(card, 'block', { reason: 'blocked' });
  await act(card, 'return');
  assert.deepEqual([await trackingOf(person), await waiting(person)], ['pass_only', 0]);
});

test('whoever has no card that could come back waits for none', async () => {
  const { person, card } = await aPupil();
  await refuse(person);
  await act(card, 'return');
  await officer.send('PATCH', `/people/${person}`, { tracking: 'full' });
  assert.deepEqual([await trackingOf(person), await waiting(person)], ['full', 0]);
});

test('a lent card that runs out settles the refusal, in the log of its school', async () => {
  const { person, card } = await aPupil();
  await act(card, 'return');
  const lent = stock.pop()!.id;
  await act(lent, 'issue', {
    kind: 'temporary',
    person,
    until: new Date(now.getTime() + 60_000).toISOString(),
  });
  await refuse(person);
  assert.equal(await trackingOf(person), 'full');
  assert.equal(await expireHoldings(db.jobs, app.vault, later(3_600)), 1);
  assert.equal(await trackingOf(person), 'pass_only');
  const entry = await db.owner
    .selectFrom('audit_entry')
    .select('school')
    .where('action', '=', 'person_changed')
    .where('subject', '=', `person:${person}`)
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow();
  assert.equal(entry.school, school);
});

/** Until some connection waits for another's lock, or the work is done without. */
async function blockedOr(done: Promise<unknown>): Promise<void> {
  let over = false;
  void done.finally(() => (over = true)).catch(() => undefined);
  const deadline = Date.now() + 30_000;
  while (!over) {
    const { rows } = await sql`select from pg_locks where not granted`.execute(db.owner);
    if (rows.length > 0) return;
    assert.ok(Date.now() < deadline, 'neither blocked nor done');
    await setTimeout(10);
  }
}

/** Begins `first`, then `second` on another connection, and commits the first once the second waits for it or is done. */
async function crossing(
  first: (trx: ActContext['trx']) => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  const ready = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const one = inSchool(db.api, { school, account: colleague.account }, async (trx) => {
    await first(trx);
    ready.resolve();
    await commit.promise;
  });
  await Promise.race([ready.promise, one]);
  const two = second();
  await blockedOr(two).finally(commit.resolve);
  await Promise.all([one, two]);
}

test('the desk takes the card while the family refuses, in either order: the refusal takes effect', async () => {
  const desk = await aPupil();
  await crossing(
    (trx) => returnCard({ trx, vault: app.vault, school, now: later(1) }, desk.card),
    () => refuse(desk.person),
  );
  assert.equal(await trackingOf(desk.person), 'pass_only', 'the card came first');
  const home = await aPupil();
  await crossing(
    (trx) => {
      const context = {
        trx,
        vault: app.vault,
        school,
        account: colleague.account,
        now: later(1),
      } as ActContext;
      return giveConsent(context, { ...paper, form: '', document: 'x', person: home.person });
    },
    () =>
      inSchool(db.api, { school, account: officer.account }, (trx) =>
        returnCard({ trx, vault: app.vault, school, now: later(1) }, home.card),
      ),
  );
  assert.equal(await trackingOf(home.person), 'pass_only', 'the refusal came first');
});

test('the upgrade settles what was stuck, once, and leaves what waits for a card', async () => {
  const [stuck, lost, held] = [await aPupil(), await aPupil(), await aPupil()];
  for (const { person } of [stuck, lost, held]) await refuse(person);
  await act(stuck.card, 'return');
  await db.owner.updateTable('person').set({ tracking: 'full' }).where('id', '=', stuck.person).execute();
  await act(lost.card, 'block', { reason: 'lost' });
  await db.owner.transaction().execute((trx) => settled.up(trx));
  const all = [stuck, lost, held].map(({ person }) => trackingOf(person));
  assert.deepEqual(await Promise.all(all), ['pass_only', 'full', 'full']);
  const entries = db.owner.selectFrom('audit_entry').select('school').where('account', 'is', null);
  const own = await entries.where('subject', '=', `person:${stuck.person}`).execute();
  assert.deepEqual(own, [{ school }]);
});

test('what was said about notices stays, is shown to nobody, and is entered no more', async () => {
  const { person } = await aPupil();
  const row = {
    school,
    person,
    purpose: 'notices' as 'processing',
    given: true,
    signer: 'guardian' as const,
    signed_on: '2026-09-15',
    account: officer.account,
    recorded_at: now,
  };
  await db.owner.insertInto('consent').values(row).execute();
  const { status, json } = await officer.send('GET', `/consents?person=${person}`);
  assert.deepEqual([status, json.items], [200, []]);
  const api = inSchool(db.api, { school }, (trx) => trx.insertInto('consent').values(row).execute());
  await assert.rejects(api, { code: '42501' });
});
