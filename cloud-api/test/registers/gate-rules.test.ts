import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { buildList, DEFAULT_GATE_RULES } from '../../src/cards/lists/index.ts';
import { fleetCapability } from '../../src/fleet/capability.ts';
import { registersCapability } from '../../src/registers/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

let now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [registersCapability, fleetCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const stranger = await app.person('principal@b.example', { role: 'principal', school: b.school });

const build = () => buildList(db.jobs, app.vault, a.site, now);
const weekdays = [1, 2, 3, 4, 5];
const rules = {
  ...DEFAULT_GATE_RULES,
  groups: [
    { id: 'school-hours', weekly: [{ days: weekdays, from: '06:30', to: '19:30' }], lanes: ['lane-1'] },
  ],
  groupsOf: { pupil: ['school-hours'] },
  laneModes: [{ days: weekdays, from: '07:00', to: '08:00', out: 'blocked' as const }],
  passback: { mode: 'timed' as const, ms: 60_000 },
  twoCards: [{ lanes: ['lane-1'], directions: ['out' as const], ms: 10_000 }],
};
const linesInGroup = async () => {
  const rows = await db.owner
    .selectFrom('allow_list_entry')
    .select('entry')
    .where('site', '=', a.site)
    .where('entry', 'is not', null)
    .execute();
  return rows.filter(({ entry }) => entry!.includes('school-hours')).length;
};

test('rules that hold from today are the next version of the list; the same request again is the same version', async () => {
  assert.deepEqual((await principal.send('GET', '/gate-rules/today')).json, DEFAULT_GATE_RULES);
  const { version } = await build();
  const key = { 'idempotency-key': 'rules-once' };
  const first = await principal.send('POST', '/gate-rules', rules, key);
  assert.equal(first.status, 201, JSON.stringify(first.json));
  const again = await principal.send('POST', '/gate-rules', rules, key);
  assert.equal(again.json.id, first.json.id);
  assert.equal((await build()).version, version + 1);
  assert.ok((await linesInGroup()) > 0, 'groups are on the lines of pupils');
  assert.deepEqual((await principal.send('GET', '/gate-rules/today')).json, rules);
  const { json } = await officer.send('GET', '/fleet/gate-rules/versions');
  const { schools, timezone, language, holidays, issuedAt, cardKeys, ...given } = json.versions[0].policy;
  const { groupsOf: _, ...asked } = rules;
  assert.deepEqual(given, asked, 'the gateways get what was asked');
  const audited = await db.owner
    .selectFrom('audit_entry')
    .select('account')
    .where('subject', '=', `gate_rules:${first.json.id}`)
    .execute();
  assert.deepEqual(audited, [{ account: principal.account }]);
});

test('rules of a later day wait for it, and a job wakes the gates a minute after its local midnight', async () => {
  const { version } = await build();
  const later = { ...DEFAULT_GATE_RULES, holdsFrom: '2026-11-16' };
  const { json } = await principal.send('POST', '/gate-rules', later);
  assert.equal((await build()).version, version, 'nothing today');
  const { rows } = await sql<{ run_at: Date }>`
    select run_at from graphile_worker.jobs where key = ${`gate_rules:${a.school}:2026-11-16`}`.execute(
    db.jobs,
  );
  assert.equal(rows[0]!.run_at.toISOString(), '2026-11-15T22:01:00.000Z');

  now = new Date('2026-11-15T22:01:00Z');
  const [task] = Object.values(registersCapability.tasks!(app.parts));
  await task!({ school: a.school }, {} as never);
  assert.equal((await build()).version, version + 1);
  assert.equal(await linesInGroup(), 0);
  assert.deepEqual((await principal.send('GET', '/gate-rules/today')).json, DEFAULT_GATE_RULES);

  assert.equal((await principal.send('DELETE', `/gate-rules/${json.id}`)).status, 204);
  await build();
  assert.deepEqual((await principal.send('GET', '/gate-rules/today')).json, rules, 'those before hold again');
  assert.ok((await linesInGroup()) > 0);
  assert.equal((await principal.send('DELETE', `/gate-rules/${json.id}`)).json.code, 'fact_unknown');
});

test('what cannot be is refused, names its place, and changes nothing', async () => {
  const refused = async (body: object, code: string, field: string) => {
    const { status, json } = await principal.send('POST', '/gate-rules', { ...rules, ...body });
    assert.ok(status >= 400 && status < 500);
    assert.deepEqual([json.code, json.field], [code, field]);
  };
  const before = (await principal.send('GET', '/gate-rules')).json;
  await refused({ holdsFrom: '2026-11-01' }, 'gate_rules_past', 'body/holdsFrom');
  await refused({ groupsOf: { staff: ['nobody'] } }, 'register_unknown', 'body/groupsOf/staff');
  await refused({ groups: [...rules.groups, ...rules.groups] }, 'register_known', 'body/groups');
  const foreign = [{ days: [1], from: '07:00', to: '08:00', lanes: ['of-another'], in: 'free' }];
  await refused({ laneModes: foreign }, 'register_unknown', 'body/laneModes/0');
  const misspelt = await principal.send('POST', '/gate-rules', {
    ...rules,
    passback: { mode: 'hard', minutes: 5 },
  });
  assert.equal(misspelt.status, 400, 'a member that nobody knows is not ignored');
  assert.deepEqual((await principal.send('GET', '/gate-rules')).json, before);
});

test('a card officer looks and does not change; another school neither sees nor takes back', async () => {
  const { json } = await officer.send('GET', '/gate-rules');
  assert.equal((await officer.send('POST', '/gate-rules', rules)).json.code, 'not_permitted');
  assert.deepEqual((await stranger.send('GET', '/gate-rules')).json.items, []);
  const taken = await stranger.send('DELETE', `/gate-rules/${json.items[0].id}`);
  assert.equal(taken.json.code, 'fact_unknown');
});
