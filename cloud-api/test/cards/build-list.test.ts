import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AllowListEntry, listDigest, SitePolicy } from '@vratar/protocol/lists';
import { sql } from 'kysely';
import { Value } from 'typebox/value';
import { endHoldings, issueCredentials } from '../../src/cards/index.ts';
import { buildList, DEFAULT_GATE_RULES, listDifference, listSnapshot } from '../../src/cards/lists/index.ts';
import { inSchool } from '../../src/db/index.ts';
import { DEMO, inventSchool, seedSchool } from '../../src/demo-school/index.ts';
import { setGateRules } from '../../src/registers/index.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const vault = testVault();
const now = new Date('2026-11-09T05:00:00Z');
const plan = inventSchool({ ...DEMO, classes: 4, startYear: 2026 });
const { school, site } = await seedSchool(db.jobs, vault, plan, { gateway: 'g1', lanes: ['l1'] }, now);

const build = () => buildList(db.jobs, vault, site, now);
const lines = async () => {
  const rows = await db.owner
    .selectFrom('allow_list_entry')
    .selectAll()
    .where('entry', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.credential!, JSON.parse(row.entry!) as AllowListEntry]));
};
const officer = <T>(work: (context: Parameters<typeof endHoldings>[0]) => Promise<T>) =>
  inSchool(db.api, { school }, (trx) => work({ trx, vault, school, now }));

test('the first build lists what is held, lost or blocked, and leaves the stock out', async () => {
  const built = await build();
  assert.equal(built.version, 1);
  const states = await db.owner.selectFrom('credential').select(['id', 'state']).execute();
  const listed = await lines();
  assert.equal(built.changes, listed.size + 1);
  for (const { id, state } of states) {
    const entry = listed.get(id);
    assert.equal(
      entry?.status,
      { issued: 'active', lost: 'lost', blocked: 'blocked', stock: undefined, retired: undefined }[state],
    );
  }
  for (const entry of listed.values()) assert.ok(Value.Check(AllowListEntry, entry), JSON.stringify(entry));
  const list = await db.owner.selectFrom('allow_list').selectAll().executeTakeFirstOrThrow();
  assert.ok(Value.Check(SitePolicy, list.policy), JSON.stringify(list.policy));
});

test('pupils are bound to their school, staff are not, pass-only cards name no holder', async () => {
  const entries = [...(await lines()).values()];
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
  assert.ok(
    of('pupil').every((entry) => entry.enrolments?.[0]?.school === school && entry.holder !== undefined),
  );
  assert.ok(of('staff').every((entry) => entry.enrolments === undefined && entry.holder !== undefined));
  assert.ok(of('pass_only').length > 0 && of('pass_only').every((entry) => entry.holder === undefined));
});

test('nothing changed: no new version', async () => {
  assert.deepEqual(await build(), { site, version: 1, changes: 0 });
});

test('one blocked card is one changed line of the next version', async () => {
  const [credential] = [...(await lines())].find(
    ([, entry]) => entry.status === 'active' && entry.kind === 'pupil',
  )!;
  await officer((context) => endHoldings(context, [credential], 'blocked'));
  assert.deepEqual(await build(), { site, version: 2, changes: 1 });
  assert.equal((await lines()).get(credential)!.status, 'blocked');
});

test('a returned card leaves the list, a card from stock comes onto it, the holder keeps his name', async () => {
  const [credential, entry] = [...(await lines())].find(
    ([, one]) => one.status === 'active' && one.kind === 'staff',
  )!;
  const person = await db.owner
    .selectFrom('credential_holding')
    .select('person')
    .where('credential', '=', credential)
    .executeTakeFirstOrThrow();
  const stock = await db.owner
    .selectFrom('credential')
    .select('id')
    .where('state', '=', 'stock')
    .executeTakeFirstOrThrow();
  await officer(async (context) => {
    await endHoldings(context, [credential], 'returned');
    await issueCredentials(context, [{ credential: stock.id, person: person.person, kind: 'staff' }]);
  });
  assert.deepEqual(await build(), { site, version: 3, changes: 2 });
  const listed = await lines();
  assert.equal(listed.has(credential), false);
  assert.equal(listed.get(stock.id)!.holder, entry.holder);
});

test('a new holiday changes the policy and no line', async () => {
  await inSchool(db.api, { school }, (trx) =>
    trx.insertInto('calendar_day').values({ school, day: '2026-11-16', kind: 'off_day' }).execute(),
  );
  assert.deepEqual(await build(), { site, version: 4, changes: 1 });
  const list = await db.owner.selectFrom('allow_list').selectAll().executeTakeFirstOrThrow();
  assert.equal(list.policy_version, 4);
  assert.ok(list.policy.holidays.some((free) => free.from === '2026-11-16'));
});

test('a change that rolls back changes no list', async () => {
  const [credential] = [...(await lines())].find(([, entry]) => entry.status === 'active')!;
  const failing = officer(async (context) => {
    await endHoldings(context, [credential], 'lost');
    throw new Error('the desk lost its connection');
  });
  await assert.rejects(failing, /lost its connection/);
  assert.equal((await build()).changes, 0);
});

test('the change and its job are one transaction, and a burst of changes is one job', async () => {
  const { rows } = await sql<{ key: string; attempts: number }>`
    select key, attempts from graphile_worker.jobs where key like 'allow_list:%'`.execute(db.jobs);
  assert.deepEqual(rows, [{ key: `allow_list:${site}`, attempts: 0 }]);
});

test('differences from any version, applied in turn, make the snapshot', async () => {
  const snapshot = (await listSnapshot(db.jobs, site))!;
  for (let from = 0; from < snapshot.version; from += 1) {
    const difference = (await listDifference(db.jobs, site, from))!;
    assert.equal(difference.version, snapshot.version);
    const gone = new Set(difference.remove);
    const put = new Map(difference.put.map((line) => [(JSON.parse(line) as AllowListEntry).token, line]));
    for (const token of gone) assert.ok(!put.has(token));
    if (from === 0) assert.deepEqual([...put.values()], snapshot.lines);
    else assert.ok([...put.values()].every((line) => snapshot.lines.includes(line)));
  }
  assert.equal(await listDifference(db.jobs, site, snapshot.version), undefined);
});

test('schedule groups of a kind are on its lines, and the gates are told the rules', async () => {
  const groups = [{ id: 'school-hours', weekly: [{ days: [1, 2, 3, 4, 5], from: '06:00', to: '20:00' }] }];
  const rules = { ...DEFAULT_GATE_RULES, groups, groupsOf: { pupil: ['school-hours'] } };
  await inSchool(db.api, { school }, (trx) => setGateRules({ trx, vault, school, now }, { rules }));
  await build();
  for (const entry of (await lines()).values()) {
    assert.deepEqual(entry.groups, entry.kind === 'pupil' ? ['school-hours'] : undefined);
    assert.ok(Value.Check(AllowListEntry, entry));
  }
  const { policy } = (await listSnapshot(db.jobs, site))!;
  assert.ok(Value.Check(SitePolicy, policy));
  assert.equal(policy.groups[0]!.id, 'school-hours');
});

test('the sum that is kept beside the list is that of its lines, after every change and where none was kept', async () => {
  const digests = async () => {
    const snapshot = (await listSnapshot(db.jobs, site))!;
    const difference = await listDifference(db.jobs, site, snapshot.version - 1);
    return [difference?.digest, listDigest(snapshot.policy, snapshot.lines)];
  };
  const [kept, computed] = await digests();
  assert.equal(kept, computed);
  await db.owner.updateTable('allow_list').set({ lines_sum: null }).execute();
  assert.equal((await digests())[0], undefined, 'sent whole until the next build');
  const [credential] = [...(await lines())].find(([, entry]) => entry.status === 'active')!;
  await officer((context) => endHoldings(context, [credential], 'returned'));
  await build();
  const [again, whole] = await digests();
  assert.equal(again, whole);
});
