import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import { gatewayCommand } from '../../src/cli/desk/gateway-command.ts';
import { issueCommand } from '../../src/fleet/index.ts';
import { reportedKeys } from '../../src/fleet/keys/index.ts';
import { registersCapability } from '../../src/registers/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { runCommand } from '../support/run-command.ts';
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

test('giving up does not contradict what the gateway said itself', async () => {
  assert.equal(await answer('DELETE', path), 204);
  await heard(true, 900, 600);
  const early = { giveUp: true, servedUntil: new Date(now.getTime() - 1).toISOString() };
  assert.equal(await answer('PUT', path, early), 'served_until_heard');
  const last = { giveUp: true, servedUntil: now.toISOString() };
  later(600_000);
  assert.equal(await answer('PUT', path, last), 204, 'by its last report');
  assert.equal(await answer('DELETE', path), 204);
});

test('a closed entrance is said with the retirement, logged, and taken back with it', async () => {
  await heard(false, 7, 7);
  const closed = async () =>
    (
      await db.owner
        .selectFrom('gateway')
        .select('entrance_closed')
        .where('id', '=', a.gateway)
        .executeTakeFirstOrThrow()
    ).entrance_closed;
  assert.equal(await answer('PUT', path, { entranceClosed: true }), 204);
  assert.equal(await closed(), true);
  const { line } = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('action', '=', 'gateway_retired')
    .orderBy('n', 'desc')
    .executeTakeFirstOrThrow();
  assert.equal(JSON.parse(line).detail.entranceClosed, true);
  assert.equal(await answer('DELETE', path), 204);
  assert.equal(await closed(), false);
});

test('at the terminal a gateway is retired and put back in the name of somebody who may, and is told', async () => {
  const tools = {
    withDatabase: <T>(work: (jobs: typeof db.jobs) => Promise<T>) => work(db.jobs),
    logins: async () => db.logins,
    vault: async () => app.vault,
    now: () => now,
  };
  const run = (...args: string[]) => runCommand(gatewayCommand(tools), ...args);
  const as = (login: string) => ['--school', '9999902', '--as', login];
  const principal = as('principal@b.example');
  assert.match(String((await run('retire', b.gateway, '--school', '9999902')).error), /--as/);
  const refusal = async (...args: string[]) => {
    const { error } = await run(...args);
    assert.ok(error instanceof VratarError, String(error));
    return error.code === 'route_refused' ? error.params.code : error.code;
  };
  assert.equal(await refusal('retire', a.gateway, ...principal), 'register_unknown', 'another school');
  const yesterday = ['--served-until', 'yesterday'];
  assert.equal(await refusal('retire', b.gateway, ...yesterday, ...principal), 'served_until_invalid');
  const since = ['--served-until', '2026-11-08T10:00:00+02:00'];
  assert.equal((await run('retire', b.gateway, ...since, ...principal)).text, `${b.gateway}: retired\n`);
  const state = () =>
    db.owner
      .selectFrom('gateway')
      .select(['state', 'served_until'])
      .where('id', '=', b.gateway)
      .executeTakeFirstOrThrow();
  assert.deepEqual(await state(), { state: 'retired', served_until: new Date('2026-11-08T08:00:00Z') });
  const { text } = await run('reinstate', b.gateway, ...principal, '--json');
  assert.deepEqual(JSON.parse(text), { gateway: b.gateway, state: 'in service' });
  assert.deepEqual(await state(), { state: 'new', served_until: null });
  const logged = await db.owner
    .selectFrom('audit_entry')
    .select(['action', 'school', 'account'])
    .where('subject', '=', `gateway:${b.gateway}`)
    .orderBy('n')
    .execute();
  const by = { school: b.school, account: stranger.account };
  assert.deepEqual(logged, [
    { action: 'gateway_retired', ...by },
    { action: 'gateway_reinstated', ...by },
  ]);
  const notices = await db.owner
    .selectFrom('account_notice')
    .select('kind')
    .where('account', '=', stranger.account)
    .execute();
  assert.ok(notices.some(({ kind }) => kind === 'terminal_session'));
});

test('the principal is told by notices what an installer did with a gateway, and of the try of a retired one', async () => {
  const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
  if ((await own()).state === 'retired') await installer.send('DELETE', path);
  assert.equal(await answer('PUT', path, { giveUp: true }), 204);
  assert.equal((await own()).tried, undefined, 'it did not try yet');
  const tried = { gateway: a.gateway, school: a.school, code: 'gateway_retired', count: 3 };
  const at = now.getTime() + 1_000;
  const note = { ...tried, detail: '::ffff:192.0.2.7', first_at: 1, last_at: at };
  const put = { detail: note.detail, last_at: at };
  await db.owner
    .insertInto('gateway_note')
    .values(note)
    .onConflict((conflict) => conflict.columns(['gateway', 'code']).doUpdateSet(put))
    .execute();
  assert.deepEqual((await own()).tried, { at, from: '192.0.2.7' });
  const lanes = await stranger.send('GET', '/gateways');
  assert.ok(!JSON.stringify(lanes.json).includes('192.0.2.7'), 'not another school’s business');
  later(60_000);
  assert.equal(await answer('DELETE', path), 204);
  assert.equal((await own()).tried, undefined);
  later(60_000);
  assert.equal(await answer('PUT', path, { giveUp: true }), 204);
  assert.equal((await own()).tried, undefined, 'that was in an earlier retirement');
  const { items } = (await principal.send('GET', '/me/notices?language=en')).json;
  const told = items.map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(told, ['gateway_retired', 'gateway_reinstated', 'gateway_retired']);
  assert.match(items[0].text, /^.+: on .+ the gateway “.+” was retired\./);
  for (const other of [installer, stranger]) {
    const kinds = (await other.send('GET', '/me/notices')).json.items.map(
      ({ kind }: { kind: string }) => kind,
    );
    assert.ok(
      !kinds.some((kind: string) => kind.startsWith('gateway_')),
      'who did it knows; another school not',
    );
  }
});
