import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { writeCard } from '@vratar/protocol/cards';
import { cardsCapability } from '../../src/cards/capability.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [cardsCapability, peopleCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const officer = await app.person('p1@school.example', { role: 'card_officer', school: a.school });
const other = await app.person('p2@school.example', { role: 'card_officer', school: b.school });
const guard = await app.person('p3@school.example', { role: 'guard', school: b.school });

const uids = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `04:AA:BB:CC:DD:EE:${(from + n).toString(16).padStart(2, '0')}`);
async function stock(from: number, count: number): Promise<string[]> {
  const cards = uids(from, count).map((uid) => ({ uid }));
  const { json } = await officer.send('POST', '/cards/batch', { type: 'card', cards });
  assert.equal(json.added, count, JSON.stringify(json));
  return json.items.map((one: { credential: string }) => one.credential);
}
async function withoutCard(): Promise<string> {
  const { person, credential } = await held();
  assert.equal((await officer.send('POST', `/cards/${credential}/return`, {})).status, 204);
  return person!;
}
const held = () =>
  db.owner
    .selectFrom('credential_holding as h')
    .innerJoin('person as p', 'p.id', 'h.person')
    .select(['h.person', 'h.credential'])
    .where('p.school', '=', a.school)
    .where('p.kind', '=', 'student')
    .where('h.ended_at', 'is', null)
    .executeTakeFirstOrThrow();

test('a pile of cards from a desk reader: each answered, phones and repeats do not stop the others', async () => {
  const cards = [...uids(1, 2), '08112233', 'nonsense', uids(1, 1)[0]!].map((uid) => ({ uid }));
  const { json, status } = await officer.send('POST', '/cards/batch', { type: 'card', cards });
  assert.equal(status, 200, JSON.stringify(json));
  assert.deepEqual(
    json.items.map((one: { outcome: string; problem?: string }) => one.problem ?? one.outcome),
    ['added', 'added', 'random_uid', 'not_a_card_number', 'twice'],
  );
  const elsewhere = await other.send('POST', '/cards/batch', {
    type: 'card',
    cards: [{ uid: uids(1, 1)[0] }],
  });
  assert.equal(elsewhere.json.items[0].outcome, 'known_elsewhere');
});

test('the life of a card: issued, checked, lost, replaced, given back', async () => {
  const [first, second] = await stock(10, 2);
  const person = await withoutCard();
  const issue = { kind: 'pupil', person };
  assert.equal((await officer.send('POST', `/cards/${first}/issue`, issue)).status, 200);
  assert.equal((await officer.send('POST', `/cards/${second}/issue`, issue)).json.code, 'card_one_each');
  const { json: checked } = await officer.send('POST', '/cards/check', {
    uid: uids(10, 1)[0]!.toLowerCase(),
  });
  assert.deepEqual([checked.where, checked.card.state, checked.last.person], ['here', 'issued', person]);
  assert.ok(checked.last.name.includes(' '));
  assert.equal((await officer.send('POST', `/cards/${first}/block`, { reason: 'lost' })).status, 204);
  const { json: replaced } = await officer.send('POST', `/cards/${first}/replace`, {
    next: second,
    reason: 'lost',
  });
  assert.equal(replaced.chargeable, true);
  const { json: page } = await officer.send('GET', `/people/${person}`);
  const own = page.cards.filter((card: { credential: string }) => [first, second].includes(card.credential));
  assert.deepEqual(
    own.map((card: { credential: string; state: string }) => [card.credential, card.state]).sort(),
    [
      [first, 'lost'],
      [second, 'issued'],
    ].sort(),
  );
  assert.equal((await officer.send('POST', `/cards/${second}/return`, {})).status, 204);
  assert.equal(
    (await officer.send('POST', '/cards/check', { uid: uids(11, 1)[0] })).json.card.state,
    'stock',
  );
  assert.equal((await officer.send('POST', `/cards/${second}/return`, {})).json.code, 'card_not_issued');
});

test('a lent card ends by itself; a visitor’s names nobody; the past is no end', async () => {
  const [lent, visit] = await stock(20, 2);
  const person = (await held()).person!;
  const until = '2026-11-09T16:00:00Z';
  const past = { kind: 'temporary', person, until: '2026-11-08T16:00:00Z' };
  assert.equal((await officer.send('POST', `/cards/${lent}/issue`, past)).json.code, 'period_past');
  assert.equal((await officer.send('POST', `/cards/${lent}/issue`, { ...past, until })).status, 200);
  assert.equal(
    (await officer.send('POST', `/cards/${visit}/issue`, { kind: 'visitor', until, uses: 2 })).status,
    200,
  );
  const staff = { kind: 'staff', person };
  const [free] = await stock(24, 1);
  assert.equal((await officer.send('POST', `/cards/${free}/issue`, staff)).json.code, 'person_not_here');
});

test('a pass-only card is signed for, and the journal has it without a name', async () => {
  const [card] = await stock(30, 1);
  const body = { kind: 'pass_only', signature: { signedOn: '2026-11-06', document: 'folder 3, page 12' } };
  const { json } = await officer.send('POST', `/cards/${card}/issue`, body);
  const { json: journal } = await officer.send('GET', '/card-journal');
  assert.deepEqual([journal.items[0].number, journal.items[0].credential], [json.journal, card]);
  assert.equal(journal.items[0].document, 'folder 3, page 12');
  const [next] = await stock(31, 1);
  const unsigned = await officer.send('POST', `/cards/${card}/replace`, { next, reason: 'damaged' });
  assert.equal(unsigned.json.code, 'card_needs_signature');
});

test('a card that another school found: it belongs to the network, and no name', async () => {
  const plan = a.plan.classes[0]!.students.find((student) => student.cards.length > 0)!;
  const uid = writeCard(plan.cards[0]!.card);
  const asked = await other.send('POST', '/cards/check', { uid });
  assert.deepEqual([asked.json.where, asked.json.card, asked.json.last], ['elsewhere', undefined, undefined]);
  const { json } = await guard.send('POST', '/cards/found', { uid });
  assert.deepEqual(json, { known: true });
  const { json: found } = await officer.send('GET', '/found-cards');
  assert.equal(found.items[0].code, '9999902', 'its own officer learns where it lies');
  assert.deepEqual((await other.send('GET', '/found-cards')).json.items, []);
  assert.equal((await guard.send('POST', '/cards/check', { uid })).json.code, 'not_permitted');
  assert.deepEqual((await guard.send('POST', '/cards/found', { uid: '04FFFFFFFFFFFF' })).json, {
    known: false,
  });
});

test('a parent blocks the child’s card, and no other; another school’s officer finds none', async () => {
  const { person, credential } = await held();
  const { guardian, account_no } = await db.owner
    .selectFrom('guardianship as g')
    .innerJoin('person as p', 'p.id', 'g.guardian')
    .select(['g.guardian', 'p.account_no'])
    .where('g.child', '=', person)
    .executeTakeFirstOrThrow();
  const parent = await app.person('p4@school.example', {
    role: 'parent',
    school: a.school,
    personNumber: account_no,
  });
  const foreign = await db.owner
    .selectFrom('credential_holding as h')
    .innerJoin('guardianship as g', 'g.child', 'h.person')
    .select('h.credential')
    .where('h.school', '=', a.school)
    .where('g.guardian', '!=', guardian)
    .where('h.ended_at', 'is', null)
    .where('h.person', '!=', person)
    .executeTakeFirstOrThrow();
  const block = (id: string) => parent.send('POST', `/cards/${id}/block`, { reason: 'lost' });
  assert.equal((await block(foreign.credential)).json.code, 'card_unknown_here');
  assert.equal(
    (await other.send('POST', `/cards/${credential}/block`, { reason: 'lost' })).json.code,
    'register_unknown',
  );
  assert.equal((await block(credential)).status, 204);
  assert.equal((await block(credential)).json.code, 'card_unknown_here', 'it is nobody’s now');
  assert.equal((await officer.send('POST', `/cards/${credential}/unblock`, {})).status, 204);
});

test('the stock is paged, counted and filtered', async () => {
  const { json: counts } = await officer.send('GET', '/cards/counts');
  const ids = new Set<string>();
  for (let cursor = ''; ; ) {
    const { json } = await officer.send('GET', `/cards?state=issued&limit=7${cursor}`);
    for (const card of json.items) {
      assert.equal(card.state, 'issued');
      ids.add(card.id);
    }
    if (json.next === undefined) break;
    cursor = `&cursor=${json.next}`;
  }
  assert.equal(ids.size, counts.issued);
});
