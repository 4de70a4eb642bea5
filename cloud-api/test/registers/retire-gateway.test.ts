import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { issueCommand } from '../../src/fleet/index.ts';
import { reportedKeys } from '../../src/fleet/keys/index.ts';
import { registersCapability } from '../../src/registers/capability.ts';
import { gatewayCommand } from '../../src/registers/gateway-command.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

let now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [registersCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const installer = await app.person('installer@a.example', { role: 'installer', school: a.school });
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const stranger = await app.person('principal@b.example', { role: 'principal', school: b.school });

const path = `/gateways/${a.gateway}/retirement`;
const answer = async (...request: Parameters<typeof installer.send>) => {
  const { status, json } = await installer.send(...request);
  return json?.code ?? status;
};
const own = async () =>
  (await installer.send('GET', '/gateways')).json.items.find((one: { id: string }) => one.id === a.gateway);
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

/** What the gateway said last of itself. */
async function heard(online: boolean, last: number, acked: number): Promise<void> {
  const at = now.getTime();
  const report = JSON.stringify({ v: 1, kind: online ? 'heartbeat' : 'bye', connection: 'c1', last, acked });
  const row = { school: a.school, connection: 'c1', online, changed_at: at, heard_at: at, report };
  const ended = { ended: online ? null : ('bye' as const) };
  await db.owner
    .insertInto('gateway_status')
    .values({ gateway: a.gateway, ...row, ...ended })
    .onConflict((conflict) => conflict.column('gateway').doUpdateSet({ ...row, ...ended }))
    .execute();
  await db.owner.updateTable('gateway').set({ state: 'enrolled' }).where('id', '=', a.gateway).execute();
}

test('only who installs gates retires a gateway, and only of the own school', async () => {
  assert.equal((await officer.send('PUT', path, {})).status, 403);
  assert.equal((await stranger.send('PUT', path, {})).json.code, 'register_unknown');
  assert.equal(await answer('DELETE', path), 'gateway_in_service');
  assert.equal((await own()).state, 'new');
});

test('a gateway that may hold events that have not arrived is retired only by giving them up', async () => {
  await heard(true, 7, 6);
  assert.equal(await answer('PUT', path, {}), 'gateway_undelivered', 'one is on its way');
  await heard(false, 7, 7);
  assert.equal(await answer('PUT', path, { servedUntil: '2026-11-09T05:00:01Z' }), 'served_until_invalid');
  assert.equal(
    await answer('PUT', path, { servedUntil: '2026-11-06T13:00:00Z' }),
    204,
    'stopped, all is here',
  );
  assert.equal(await answer('PUT', path, {}), 'gateway_retired');
  assert.equal((await own()).servedUntil, '2026-11-06T13:00:00.000Z');
  assert.equal(await answer('DELETE', path), 204);
  assert.deepEqual([(await own()).state, (await own()).servedUntil], ['new', undefined]);
  await heard(true, 7, 6);
  assert.equal(await answer('PUT', path, { giveUp: true }), 204);
  const { items } = (await installer.send('GET', '/gateways')).json;
  assert.equal(items[0].condition, undefined, 'nobody watches it any more');
  const entries = await db.owner
    .selectFrom('audit_entry')
    .select(['action', 'subject', 'line', 'account'])
    .where('action', 'in', ['gateway_retired', 'gateway_reinstated'])
    .orderBy('n')
    .execute();
  const details = entries.map(({ line }) => JSON.parse(line).detail);
  assert.deepEqual(
    entries.map(({ action, subject, account }) => [action, subject, account]),
    ['gateway_retired', 'gateway_reinstated', 'gateway_retired'].map((action) => [
      action,
      `gateway:${a.gateway}`,
      installer.account,
    ]),
  );
  assert.deepEqual(details, [
    { servedUntil: '2026-11-06T13:00:00.000Z' },
    {},
    { servedUntil: '2026-11-09T05:00:00.000Z', gaveUp: true },
  ]);
});

test('a retired gateway gets no command, no key and no lane', async () => {
  assert.deepEqual(await reportedKeys(db.jobs, a.site), []);
  const order = { gateway: a.gateway, name: 'status', args: {}, issuer: 'job:test', validMs: 1_000 } as const;
  await assert.rejects(issueCommand(db.jobs, order, now), { code: 'gateway_retired' });
  const lane = { id: 'lane-9', name: 'Двор', kind: 'door' };
  assert.equal(await answer('POST', `/gateways/${a.gateway}/lanes`, lane), 'gateway_retired');
});

test('its unused lane can be taken out once every worker knows that nothing is taken from it', async () => {
  const remove = () => answer('DELETE', `/gateways/${a.gateway}/lanes/lane-1`);
  assert.equal(await remove(), 'lane_unheard');
  later(61_000);
  assert.equal(await remove(), 204);
});

test('an operator retires a gateway at the terminal, and puts it back', async () => {
  const run = (...args: string[]) =>
    gatewayCommand({
      withDatabase: (work) => work(db.jobs),
      vault: async () => app.vault,
      now: () => now,
    }).parseAsync(args, { from: 'user' });
  await assert.rejects(run('retire', 'gateway-nowhere'), { code: 'register_unknown' });
  await assert.rejects(run('retire', b.gateway, '--served-until', 'yesterday'), {
    code: 'served_until_invalid',
  });
  await run('retire', b.gateway, '--served-until', '2026-11-08T10:00:00+02:00');
  const state = () =>
    db.owner
      .selectFrom('gateway')
      .select(['state', 'served_until'])
      .where('id', '=', b.gateway)
      .executeTakeFirstOrThrow();
  assert.deepEqual(await state(), { state: 'retired', served_until: new Date('2026-11-08T08:00:00Z') });
  await run('reinstate', b.gateway);
  assert.deepEqual(await state(), { state: 'new', served_until: null });
  const last = await db.owner
    .selectFrom('audit_entry')
    .select(['action', 'school'])
    .where('subject', '=', `gateway:${b.gateway}`)
    .orderBy('n', 'desc')
    .executeTakeFirst();
  assert.deepEqual(last, { action: 'gateway_reinstated', school: b.school });
});
