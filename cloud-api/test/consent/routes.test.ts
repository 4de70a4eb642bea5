import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cardsCapability } from '../../src/cards/capability.ts';
import { consentCapability } from '../../src/consent/capability.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

let now = new Date('2026-11-16T05:00:00Z');
/** No two papers are recorded at one moment. */
const tick = () => {
  now = new Date(now.getTime() + 1_000);
};
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability, cardsCapability, consentCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const stranger = await app.person('officer@b.example', { role: 'card_officer', school: b.school });

/** A pupil with a guardian; pupils of the demonstration have birth dates by their class. */
const links = await db.owner
  .selectFrom('guardianship as g')
  .innerJoin('person as p', 'p.id', 'g.guardian')
  .innerJoin('person as c', 'c.id', 'g.child')
  .innerJoin('credential_holding as h', 'h.person', 'g.child')
  .innerJoin('credential as k', 'k.id', 'h.credential')
  .select(['g.child', 'p.account_no as guardianNo', 'c.account_no as childNo', 'h.credential'])
  .where('g.school', '=', a.school)
  .where('h.ended_at', 'is', null)
  .where('k.state', '=', 'issued')
  .orderBy('c.account_no')
  .execute();
const [link] = links;
const child = link!.child;
const parent = await app.person('parent@home.example', {
  role: 'parent',
  school: a.school,
  personNumber: link!.guardianNo,
});
const born = (birthDate: string) => officer.send('PATCH', `/people/${child}`, { birthDate });
const give = (who: typeof parent, body: object) => {
  tick();
  return who.send('POST', `/people/${child}/consents`, body);
};

test('a guardian agrees for a child under 14, and withdraws; both stay in the history', async () => {
  await born('2015-03-01');
  const yes = await give(parent, { purpose: 'processing', given: true, form: '2026-09' });
  assert.equal(yes.status, 201, JSON.stringify(yes.json));
  await give(parent, { purpose: 'processing', given: false });
  const { json } = await parent.send('GET', `/people/${child}/consents`);
  const said = json.items.map((one: { given: boolean; signer: string; online: boolean }) => [
    one.given,
    one.signer,
    one.online,
  ]);
  assert.deepEqual(said.sort(), [
    [false, 'guardian', true],
    [true, 'guardian', true],
  ]);
});

test('from 14 on the pupil decides alone', async () => {
  await born('2011-03-01');
  const refused = await give(parent, { purpose: 'processing', given: true });
  assert.deepEqual([refused.status, refused.json.code], [403, 'not_permitted']);
  const pupil = await app.person('pupil@home.example', {
    role: 'pupil',
    school: a.school,
    personNumber: link!.childNo,
  });
  assert.equal((await give(pupil, { purpose: 'processing', given: true })).status, 201);
  const { json } = await pupil.send('GET', `/people/${child}/consents`);
  assert.ok(json.items.some((one: { signer: string }) => one.signer === 'pupil'));
  const other = links.find((one) => one.child !== child)!.child;
  assert.equal((await pupil.send('GET', `/people/${other}/consents`)).json.code, 'not_permitted');
});

test('D9: a refusal of processing waits for the exchange of the card, and then nothing is linked', async () => {
  await born('2015-03-01');
  const first = await give(parent, { purpose: 'processing', given: false });
  assert.equal(first.json.tracking, 'full', 'the card in hand still opens');
  const waiting = async () => {
    const { json } = await officer.send('GET', '/consents?waiting=true');
    return json.items.map((one: { person: string; tracking: string }) => [one.person, one.tracking]);
  };
  assert.deepEqual(await waiting(), [[child, 'full']]);
  const back = await officer.send('POST', `/cards/${link!.credential}/return`, {});
  assert.ok(back.status < 300, JSON.stringify(back.json));
  const tracking = async () => (await officer.send('GET', `/people/${child}`)).json.person.tracking;
  assert.equal(await tracking(), 'pass_only', 'nothing else is to be remembered');
  assert.deepEqual(await waiting(), []);
  const paper = { purpose: 'processing', given: false, signer: 'guardian', signedOn: '2026-11-16' };
  const then = await officer.send('POST', `/people/${child}/paper-consents`, {
    ...paper,
    document: 'папка 3, лист 14',
  });
  assert.equal(then.json.tracking, 'pass_only');
  tick();
  const again = await officer.send('POST', `/people/${child}/paper-consents`, {
    ...paper,
    given: true,
    document: 'папка 3, лист 15',
  });
  assert.equal(again.json.tracking, 'full', 'agreed after all');
});

test('a paper of the future, or of a signer who had no right to sign, is refused', async () => {
  const paper = (body: object) =>
    officer.send('POST', `/people/${child}/paper-consents`, {
      purpose: 'processing',
      given: false,
      document: 'папка 4',
      ...body,
    });
  const refused = async (body: object, code: string, field: string) => {
    const { status, json } = await paper(body);
    assert.deepEqual([status, json.code, json.field], [400, code, field]);
  };
  await born('2012-11-10');
  await refused({ signer: 'pupil', signedOn: '2026-11-17' }, 'consent_future', 'body/signedOn');
  await refused({ signer: 'guardian', signedOn: '2026-11-10' }, 'consent_signer', 'body/signer');
  await refused({ signer: 'pupil', signedOn: '2026-11-09' }, 'consent_signer', 'body/signer');
  assert.equal(
    (await paper({ purpose: 'processing', signer: 'guardian', signedOn: '2026-11-09' })).status,
    201,
  );
  assert.equal((await paper({ purpose: 'processing', signer: 'pupil', signedOn: '2026-11-10' })).status, 201);
});

test('a paper that was signed before what is known already changes nothing', async () => {
  await born('2015-03-01');
  const paper = async (given: boolean, signedOn: string) => {
    tick();
    const { status, json } = await officer.send('POST', `/people/${child}/paper-consents`, {
      purpose: 'processing',
      given,
      signer: 'guardian',
      signedOn,
      document: 'папка 5',
    });
    assert.equal(status, 201, JSON.stringify(json));
    return json.tracking;
  };
  assert.equal(await paper(false, '2026-11-16'), 'pass_only', 'of one day the last recorded holds');
  assert.equal(await paper(true, '2026-09-15'), 'pass_only', 'found in a drawer');
  assert.equal(await paper(true, '2026-11-16'), 'full');
  assert.equal(await paper(false, '2026-09-16'), 'full');
});

test('every act is in the log without a name; another school sees and enters nothing', async () => {
  const entries = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('action', '=', 'consent_given')
    .execute();
  assert.ok(entries.length >= 6);
  const foreign = await stranger.send('POST', `/people/${child}/paper-consents`, {
    purpose: 'processing',
    given: true,
    signer: 'guardian',
    signedOn: '2026-11-16',
    document: 'x',
  });
  assert.equal(foreign.json.code, 'person_not_here');
  assert.deepEqual((await stranger.send('GET', '/consents')).json.items, []);
});
