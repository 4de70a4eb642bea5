import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditCapability } from '../../src/audit/capability.ts';
import { audit, verifyAudit } from '../../src/audit/index.ts';
import { inSchool } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [auditCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const [link, stranger] = await db.owner
  .selectFrom('guardianship as g')
  .innerJoin('person as p', 'p.id', 'g.guardian')
  .innerJoin('enrolment as e', 'e.person', 'g.child')
  .select(['g.child', 'p.account_no', 'e.class'])
  .where('g.school', '=', a.school)
  .orderBy('e.class')
  .orderBy('g.child')
  .distinctOn(['e.class'])
  .limit(2)
  .execute();
const { child, class: of, account_no: personNumber } = link!;
const mother = await app.person('mother@a.example', { role: 'parent', school: a.school, personNumber });
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const teacher = await app.person('teacher@a.example', {
  role: 'homeroom_teacher',
  school: a.school,
  class: of,
});
const aunt = await app.person('aunt@a.example', { role: 'guard', school: a.school });
const elsewhere = await app.person('principal@b.example', { role: 'principal', school: b.school });

const log = (account: string, subject: string, detail: object, action = 'name_seen' as const) =>
  inSchool(db.api, { school: a.school, account }, (trx) =>
    audit(trx, { action, subject, detail: { ...detail } }),
  );

test('a guardian sees who looked at the child: alone, in its class, in the school, and as what', async () => {
  await log(teacher.account, `person:${child}`, { view: 'evidence' });
  await log(principal.account, `class:${of}`, { view: 'lessons' });
  await log(principal.account, `school:${a.school}`, { view: 'presence', classes: 'all' });
  await log(principal.account, `school:${a.school}`, { view: 'presence', classes: [stranger!.class] });
  await log(principal.account, `school:${a.school}`, { view: 'search', people: [stranger!.child] });
  await log(principal.account, `person:${stranger!.child}`, { view: 'evidence' });
  await log(principal.account, `class:${stranger!.class}`, { view: 'lessons' });
  const { json, status } = await mother.send('GET', `/people/${child}/views`);
  assert.equal(status, 200, JSON.stringify(json));
  assert.deepEqual(
    json.items.map(({ who }: { who: { roles: string[]; classes: string[] } }) => [
      ...who.roles,
      ...who.classes.map(() => 'class'),
    ]),
    [['principal'], ['principal'], ['homeroom_teacher', 'class']],
  );
  assert.ok(!JSON.stringify(json).includes(teacher.account), 'the account itself is not shown');
  const page = (await mother.send('GET', `/people/${child}/views?limit=2`)).json;
  const rest = (await mother.send('GET', `/people/${child}/views?limit=2&cursor=${page.next}`)).json;
  assert.deepEqual([...page.items, ...rest.items], json.items);
});

test('nobody else’s child, no other school, and not by a teacher', async () => {
  for (const who of [mother, principal, teacher, elsewhere]) {
    const asked = who === mother ? stranger!.child : child;
    const { json } = await who.send('GET', `/people/${asked}/views`);
    assert.equal(json.code, 'not_permitted');
  }
});

test('the principal reads the log of the school by act, subject, account and time; nobody else does', async () => {
  const query = `action=name_seen&subject=person:${child}&account=${teacher.account}`;
  const { json } = await principal.send('GET', `/audit?${query}`);
  assert.equal(json.items.length, 1);
  assert.deepEqual(json.items[0].detail, { view: 'evidence' });
  const future = await principal.send('GET', '/audit?from=2100-01-01T00:00:00Z');
  assert.deepEqual(future.json.items, []);
  assert.equal((await teacher.send('GET', '/audit')).json.code, 'not_permitted');
  const others = (await elsewhere.send('GET', '/audit?limit=200')).json.items;
  assert.ok(!JSON.stringify(others).includes(child));
});

test('trust: given by login for a time, listed for whoever gave it, ended, told at both ends', async () => {
  const given = {
    child,
    login: 'aunt@a.example',
    acts: ['pickup.see'],
    from: now,
    until: '2026-12-01T00:00:00Z',
  };
  const { json: made, status } = await mother.send('POST', '/trusted-persons', given);
  assert.equal(status, 201, JSON.stringify(made));
  const foreign = await mother.send('POST', '/trusted-persons', { ...given, child: stranger!.child });
  assert.equal(foreign.json.code, 'not_permitted');
  const mine = (await mother.send('GET', `/trusted-persons?child=${child}`)).json.items;
  assert.deepEqual(
    mine.map(({ login, acts }: { login: string; acts: string[] }) => [login, acts]),
    [['aunt@a.example', ['pickup.see']]],
  );
  assert.ok(
    (await aunt.send('GET', '/me')).json.grants.some(
      ({ role }: { role: string }) => role === 'trusted_person',
    ),
  );
  assert.equal((await aunt.send('DELETE', `/trusted-persons/${made.id}`)).json.code, 'not_permitted');
  assert.equal((await mother.send('DELETE', `/trusted-persons/${made.id}`)).status, 204);
  assert.ok((await mother.send('GET', '/trusted-persons')).json.items[0].endedAt);
  const told = (await aunt.send('GET', '/me/notices')).json.items.map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(told.sort(), ['trust_ended', 'trust_received']);
  assert.ok(
    !(await aunt.send('GET', '/me')).json.grants.some(
      ({ role }: { role: string }) => role === 'trusted_person',
    ),
  );
});

test('an export holds the whole log as it was, newest first, and is an entry itself', async () => {
  const count = 4_500;
  await inSchool(db.api, { school: a.school, account: teacher.account }, async (trx) => {
    for (let n = 0; n < count; n++)
      await audit(trx, { action: 'name_seen', subject: `person:${child}`, detail: { view: `look ${n}` } });
  });
  const { bytes, headers } = await principal.send('GET', `/audit/export?account=${teacher.account}`);
  assert.match(String(headers['content-type']), /^text\/csv/);
  const looks = [...bytes.toString().matchAll(/look (\d+)/g)].map(([, n]) => Number(n));
  assert.deepEqual(
    looks,
    Array.from({ length: count }, (_, n) => count - 1 - n),
  );
  const [entry] = (await principal.send('GET', '/audit?action=list_exported')).json.items;
  assert.equal(entry.detail.rows, bytes.toString().trim().split('\r\n').length - 1);
  const none = await principal.send('GET', '/audit/export?from=2100-01-01T00:00:00Z');
  assert.equal(none.bytes.toString(), '\uFEFFnumber,at,action,roles,account,subject,detail\r\n');
});

test('all of it is in whole chains', async () => {
  for await (const report of verifyAudit(db.jobs)) assert.equal(report.problem, undefined);
});
