import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { registersCapability } from '../../src/registers/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [registersCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const stranger = await app.person('principal@b.example', { role: 'principal', school: b.school });

const items = async (path: string) => (await principal.send('GET', path)).json.items;
const answer = async (...request: Parameters<typeof principal.send>) => {
  const { status, json } = await principal.send(...request);
  return json?.code ?? status;
};
const made = async (path: string, body: object): Promise<string> => {
  const { status, json } = await principal.send('POST', path, body);
  assert.equal(status, 201, JSON.stringify(json));
  return json.id;
};

test('a class, a subject, a shift are corrected; what something stands on stays', async () => {
  const [of] = await items('/classes');
  assert.equal(await answer('PATCH', `/classes/${of.id}`, { name: '12ю' }), 204);
  assert.deepEqual((await items('/classes')).find((one: { id: string }) => one.id === of.id).name, '12ю');
  const [, other] = await items('/classes');
  assert.equal(await answer('PATCH', `/classes/${of.id}`, { name: other.name }), 'register_known');
  assert.equal(await answer('DELETE', `/classes/${of.id}`), 'register_used');

  const [taught] = await items('/subjects');
  assert.equal(await answer('DELETE', `/subjects/${taught.id}`), 'register_used');
  const spare = await made('/subjects', { code: 'ШАХ', name: 'Шах' });
  assert.equal(await answer('PATCH', `/subjects/${spare}`, { name: 'Шахмат' }), 204);
  assert.equal(await answer('DELETE', `/subjects/${spare}`), 204);
  assert.equal(await answer('DELETE', `/subjects/${spare}`), 'register_unknown');
  const shift = await made('/shifts', { code: 'III', name: 'Трета' });
  assert.equal(await answer('PATCH', `/shifts/${shift}`, { code: 'IV' }), 204);
  assert.equal(await answer('DELETE', `/shifts/${shift}`), 204);
});

test('terms are corrected, and the year with them', async () => {
  const [year] = await items('/school-years');
  const terms = [{ firstDay: year.firstDay, lastDay: '2027-06-15' }];
  assert.equal(await answer('PUT', `/school-years/${year.id}/terms`, { terms }), 204);
  const [after] = await items('/school-years');
  assert.deepEqual(after, { ...year, lastDay: '2027-06-15', terms: [{ number: 1, ...terms[0] }] });
  const overlapping = [terms[0], terms[0]];
  assert.equal(
    await answer('PUT', `/school-years/${year.id}/terms`, { terms: overlapping }),
    'terms_overlap',
  );
  assert.deepEqual(await items('/school-years'), [after], 'all or nothing');
  assert.equal(await answer('DELETE', `/school-years/${year.id}`), 'register_used');
});

test('who leads a class and in which shift it learns is listed by day and taken back', async () => {
  const [of] = await items('/classes');
  const [before] = await items(`/classes/${of.id}/shifts`);
  const shift = await made('/shifts', { code: 'нова', name: 'Нова' });
  assert.equal(await answer('POST', `/classes/${of.id}/shift`, { shift, holdsFrom: '2027-02-08' }), 204);
  const [newest, ...rest] = await items(`/classes/${of.id}/shifts`);
  assert.deepEqual([newest.shift, newest.holdsFrom], [shift, '2027-02-08']);
  assert.deepEqual(rest[0], before);
  assert.equal(await answer('DELETE', `/class-shifts/${newest.id}`), 204);
  assert.deepEqual((await items(`/classes/${of.id}/shifts`))[0], before);
  assert.equal(
    await answer('POST', `/classes/${of.id}/teacher`, { teacher: null, holdsFrom: '2027-03-01' }),
    204,
  );
  const [nobody] = await items(`/classes/${of.id}/teachers`);
  assert.deepEqual([nobody.holdsFrom, nobody.teacher], ['2027-03-01', undefined]);
});

test('buildings, zones and lanes are corrected; a lane of a gateway without a history goes', async () => {
  const [building] = await items('/buildings');
  const hours = { opens: '06:15', closes: '21:00', address: 'ул. Примерна 1' };
  assert.equal(await answer('PATCH', `/buildings/${building.id}`, hours), 204);
  const [corrected] = await items('/buildings');
  assert.match(corrected.opens, /^06:15/);
  assert.equal(await answer('DELETE', `/buildings/${building.id}`), 'register_used');
  const zone = await made('/zones', { building: building.id, code: 'zone-2', name: 'Двор' });

  const lane = `/gateways/${a.gateway}/lanes`;
  assert.equal(await answer('POST', lane, { id: 'lane-9', name: 'Двор', kind: 'door', zone }), 204);
  assert.equal(await answer('POST', lane, { id: 'lane-9', name: 'Двор', kind: 'door' }), 'register_known');
  assert.equal(await answer('DELETE', `/zones/${zone}`), 'register_used');
  assert.equal(await answer('PATCH', `${lane}/lane-9`, { name: 'Към двора', zone: null }), 204);
  assert.equal(await answer('DELETE', `/zones/${zone}`), 204);
  assert.equal(await answer('DELETE', `${lane}/lane-9`), 204);
  assert.equal(await answer('DELETE', `${lane}/lane-9`), 'register_unknown');
});

test('a lane stays while the rules name it, once something was recorded there, and while that is not known', async () => {
  const lane = `/gateways/${a.gateway}/lanes`;
  assert.equal(await answer('POST', lane, { id: 'lane-9', name: 'Двор', kind: 'door' }), 204);
  const remove = () => answer('DELETE', `${lane}/lane-9`);
  const at = now.getTime();
  const heard = async (online: boolean, acked: number) => {
    const row = {
      gateway: a.gateway,
      school: a.school,
      connection: 'c1',
      online,
      changed_at: at,
      heard_at: at,
      report: JSON.stringify({ v: 1, kind: 'heartbeat', connection: 'c1', last: 7, acked }),
    };
    await db.owner
      .insertInto('gateway_status')
      .values(row)
      .onConflict((conflict) => conflict.column('gateway').doUpdateSet(row))
      .execute();
  };
  const rules = {
    groups: [],
    groupsOf: {},
    passback: { mode: 'soft' },
    laneModes: [{ days: [1], from: '07:00', to: '08:00', out: 'blocked', lanes: ['lane-9'] }],
  };
  const version = await made('/gate-rules', { ...rules, holdsFrom: '2026-11-20' });
  assert.equal(await remove(), 'lane_in_rules', 'of a later day');
  assert.equal(await answer('DELETE', `/gate-rules/${version}`), 204);

  const becomes = (state: 'new' | 'enrolled') =>
    db.owner.updateTable('gateway').set({ state }).where('id', '=', a.gateway).execute();
  await becomes('enrolled');
  assert.equal(await remove(), 'lane_unheard', 'never heard');
  await becomes('new');
  await heard(false, 7);
  assert.equal(await remove(), 'lane_unheard', 'has reported before its first hello');
  await becomes('enrolled');
  await heard(false, 7);
  assert.equal(await remove(), 'lane_unheard', 'away');
  await heard(true, 6);
  assert.equal(await remove(), 'lane_unheard', 'one event is on its way');
  await heard(true, 7);
  const line = JSON.stringify({ seq: 7, kind: 'passage', lane: 'lane-9' });
  const event = { school: a.school, gateway: a.gateway, epoch: 1, seq: 7, at, received_at: at, line };
  await db.owner
    .insertInto('event')
    .values({ ...event, kind: 'passage', token: null, hash: Buffer.alloc(32) })
    .execute();
  assert.equal(await remove(), 'lane_passed');
  await db.owner.deleteFrom('event').where('gateway', '=', a.gateway).execute();
  const unread = { school: a.school, gateway: a.gateway, epoch: 1, seq: 7, received_at: at, code: 'unknown' };
  await db.owner
    .insertInto('event_quarantine')
    .values({
      ...unread,
      hash: Buffer.alloc(32),
      prev: Buffer.alloc(32),
      bytes: Buffer.from(line),
      replayed_at: null,
    })
    .execute();
  assert.equal(await remove(), 'lane_passed', 'by an event that a later release reads');
  await db.owner.deleteFrom('event_quarantine').where('gateway', '=', a.gateway).execute();
  await heard(true, 7);
  assert.equal(await remove(), 204);

  // What is recorded there all the same is kept, and is the lane's once it is entered again.
  await db.owner
    .insertInto('event')
    .values({ ...event, seq: 8, kind: 'passage', token: null, hash: Buffer.alloc(32) })
    .execute();
  assert.equal(await answer('POST', lane, { id: 'lane-9', name: 'Двор', kind: 'door' }), 204);
  assert.equal(await remove(), 'lane_passed', 'of the time in which it was not entered');
  await db.owner.deleteFrom('event').where('gateway', '=', a.gateway).execute();
  assert.equal(await remove(), 204);
  await becomes('new');
});

test('a lane of one gateway is free of rules that another gateway’s lane of that name keeps', async () => {
  const [{ site, building, id }] = await items('/gateways');
  const second = 'gw-beside';
  const lanes = [{ id: 'lane-9', name: 'Двор', kind: 'door' }];
  assert.equal(await answer('POST', '/gateways', { id: second, site, building, name: 'Втори', lanes }), 204);
  assert.equal(await answer('POST', `/gateways/${id}/lanes`, lanes[0]), 204);
  const rules = {
    groups: [],
    groupsOf: {},
    passback: { mode: 'soft' },
    laneModes: [{ days: [1], from: '07:00', to: '08:00', out: 'blocked', lanes: ['lane-9'] }],
  };
  const version = await made('/gate-rules', { ...rules, holdsFrom: '2026-11-20' });
  await db.owner.deleteFrom('gateway_status').where('gateway', '=', id).execute();
  const both = await Promise.all(
    [id, second].map((gateway) => answer('DELETE', `/gateways/${gateway}/lanes/lane-9`)),
  );
  assert.deepEqual(both.sort(), [204, 'lane_in_rules'], 'the last one of the name stays');
  assert.equal(await answer('DELETE', `/gate-rules/${version}`), 204);
});

test('the school says its name, its language, and whether a person may have several cards', async () => {
  const change = { city: 'Видин', language: 'ru', severalCards: true };
  assert.equal(await answer('PATCH', '/school', change), 204);
  const { json } = await principal.send('GET', '/school');
  assert.deepEqual({ ...json, ...change }, json);
  assert.equal(json.id, a.school);
});

test('a correction that names nothing, or what is not there, is refused and not logged', async () => {
  const [of] = await items('/classes');
  const lanes = `/gateways/${a.gateway}/lanes`;
  const logged = async () =>
    (await db.owner.selectFrom('audit_entry').select('n').where('action', '=', 'register_changed').execute())
      .length;
  const before = await logged();
  for (const path of [`/classes/${of.id}`, `${lanes}/lane-1`, `${lanes}/lane-77`, '/school'])
    assert.equal(await answer('PATCH', path, {}), 'request_invalid', path);
  assert.equal(await answer('PATCH', `${lanes}/lane-77`, { name: 'Никъде' }), 'register_unknown');
  assert.equal(await logged(), before);
});

test('another school corrects and removes nothing here', async () => {
  const [of] = await items('/classes');
  const [building] = await items('/buildings');
  for (const [method, path, body] of [
    ['PATCH', `/classes/${of.id}`, { name: 'чужд' }],
    ['DELETE', `/classes/${of.id}`, undefined],
    ['PATCH', `/buildings/${building.id}`, { name: 'чужд' }],
    ['PATCH', `/gateways/${a.gateway}`, { name: 'чужд' }],
    ['GET', `/classes/${of.id}/shifts`, undefined],
  ] as const)
    assert.equal(
      (await stranger.send(method, path, body)).json.code,
      'register_unknown',
      `${method} ${path}`,
    );
});
