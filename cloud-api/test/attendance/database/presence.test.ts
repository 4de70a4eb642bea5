import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import Fastify from 'fastify';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { AttendanceChanges } from '../../../src/attendance/today/changes.ts';
import { musterOf } from '../../../src/attendance/today/muster.ts';
import { PresenceService, type Viewer } from '../../../src/attendance/today/presence-service.ts';
import { presenceRoutes } from '../../../src/attendance/today/routes.ts';
import type { PresenceView } from '../../../src/attendance/today/schema.ts';
import { connectPool } from '../../../src/db/index.ts';
import { testDatabase } from '../../support/database.ts';
import { utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
const pool = connectPool(db.logins.api);
const changes = new AttendanceChanges(pool);
await changes.start();
after(async () => {
  await changes.stop();
  await pool.end();
  await db.close();
});
const cache = new SchoolCache();
const hook = attendanceHook(cache);
const at = (local: string) => Date.parse(utc(local));

let now = at('07:45');
const names = async (_: unknown, __: string, persons: readonly string[]) =>
  new Map(persons.map((person) => [person, `Име ${person.slice(0, 4)}`]));
const service = new PresenceService({ db: db.api, names, now: () => now });

let seq = 0;
const say = (fixture: SchoolFixture, local: string, kind: string, more: object = {}) => {
  seq += 1;
  const gateway = fixture.gateways[0]?.id as string;
  return storedEvent(
    fixture.school,
    gateway,
    seq,
    at(local),
    { kind, building: 'A', lane: 'L1', ...more },
    at(local),
  );
};
const enter = (fixture: SchoolFixture, local: string, token: string) =>
  say(fixture, local, 'passage', { direction: 'in', token });

/** The watermark as ingest leaves it after the last stored event. */
async function mark(fixture: SchoolFixture, local: string): Promise<void> {
  await store(db.ingest, hook, [say(fixture, local, 'alive')]);
  const row = { through: seq, hash: Buffer.alloc(32), begun_at: 0, moved_at: at(local) };
  await db.owner
    .insertInto('event_mark')
    .values({ gateway: fixture.gateways[0]?.id as string, epoch: 1, school: fixture.school, ...row })
    .onConflict((conflict) => conflict.columns(['gateway', 'epoch']).doUpdateSet(row))
    .execute();
}

const read = async (viewer: Viewer, moment?: number): Promise<PresenceView> => {
  const view = await service.presence(viewer, moment);
  assert.ok(view !== undefined);
  return view;
};

test('who is in the building, by class and zone, with the age of the data', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 6, classes: 2, staff: 1 });
  await store(db.ingest, hook, [
    enter(fixture, '07:20', 't0'),
    enter(fixture, '07:40', 't1'),
    enter(fixture, '07:21', 't2'),
    say(fixture, '07:30', 'passage', { direction: 'out', token: 't2' }),
    enter(fixture, '07:00', 't6'),
  ]);
  await mark(fixture, '07:44:30');
  now = at('07:45');
  const view = await read({ school: fixture.school, names: 'all' });
  assert.deepEqual(view.pupils, {
    expected: 6,
    inside: 2,
    left: 1,
    notCome: 3,
    awaited: 0,
    unknown: 0,
    notTracked: 0,
  });
  assert.equal(view.staffInside, 1);
  assert.equal(view.dataAt, at('07:44:30'));
  assert.deepEqual(view.zones, [{ building: 'A', zone: 'Фоайе A', inside: 3 }]);
  const [first, second] = view.classes;
  assert.deepEqual(
    [first?.name, first?.first?.here, first?.first?.late, first?.first?.missing],
    ['5а', 1, 0, 2],
  );
  assert.deepEqual([second?.first?.here, second?.first?.late, second?.first?.missing], [0, 1, 2]);
  assert.equal(view.people?.length, 7);
  assert.match(view.people?.find((person) => person.id === fixture.persons[0])?.name ?? '', /^Име/);
});

test('I8: while a gateway is silent a pupil who is not seen is unknown, never missing, and the gateway is named', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 3 });
  await store(db.ingest, hook, [enter(fixture, '07:00', 't0')]);
  await mark(fixture, '07:02');
  now = at('07:45');
  const view = await read({ school: fixture.school, names: 'all' });
  assert.deepEqual(view.pupils, {
    expected: 3,
    inside: 1,
    left: 0,
    notCome: 0,
    awaited: 0,
    unknown: 2,
    notTracked: 0,
  });
  assert.equal(view.classes[0]?.first?.missing, 0);
  assert.equal(view.classes[0]?.first?.unknown, 2);
  assert.equal(view.gateways[0]?.silentSince, at('07:02'));
  const unseen = view.people?.find((person) => person.id === fixture.persons[1]);
  assert.deepEqual(unseen?.why, {
    cause: 'gateway_silent',
    gateway: fixture.gateways[0]?.id,
    since: at('07:02'),
  });
});

test('I8: retired, a silent gateway is missed until another one of its building serves', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 3, buildings: 2 });
  const [broken, other] = fixture.gateways.map(({ id }) => id) as [string, string];
  await store(db.ingest, hook, [enter(fixture, '07:00', 't0')]);
  await mark(fixture, '07:02');
  now = at('07:45');
  const told = { retired_at: new Date(at('07:44')), served_until: new Date(at('07:30')) };
  await db.owner
    .updateTable('gateway')
    .set({ state: 'retired', ...told })
    .where('id', '=', broken)
    .execute();
  const counts = async () => {
    const { pupils, classes, gateways } = await read({ school: fixture.school, names: 'all' });
    const silent = gateways.filter(({ silentSince }) => silentSince !== undefined).map(({ id }) => id);
    return { notCome: pupils.notCome, unknown: pupils.unknown, missing: classes[0]?.first?.missing, silent };
  };
  const doubt = { notCome: 0, unknown: 2, missing: 0 };
  assert.deepEqual(await counts(), { ...doubt, silent: [broken] });
  const serves = { epoch: 1, school: fixture.school, through: seq, hash: Buffer.alloc(32) };
  await db.owner
    .insertInto('event_mark')
    .values({ gateway: other, ...serves, begun_at: at('06:00'), moved_at: now })
    .execute();
  await store(db.ingest, hook, [{ ...say(fixture, '07:45', 'alive'), gateway: other }]);
  await db.owner.updateTable('event_mark').set({ through: seq }).where('gateway', '=', other).execute();
  assert.deepEqual(await counts(), { ...doubt, silent: [broken] }, 'another building');
  const { building } = await db.owner
    .selectFrom('gateway')
    .select('building')
    .where('id', '=', broken)
    .executeTakeFirstOrThrow();
  await db.owner.updateTable('gateway').set({ building }).where('id', '=', other).execute();
  assert.deepEqual(await counts(), { ...doubt, silent: [] }, 'in doubt until the end of its service');
  await db.owner
    .updateTable('gateway')
    .set({ served_until: new Date(at('07:02')) })
    .where('id', '=', broken)
    .execute();
  assert.deepEqual(await counts(), { notCome: 2, unknown: 0, missing: 2, silent: [] }, 'its last word');
});

test('the muster of an earlier moment does not know what came after it', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 2 });
  await store(db.ingest, hook, [
    enter(fixture, '07:20', 't0'),
    enter(fixture, '07:40', 't1'),
    say(fixture, '09:00', 'passage', { direction: 'out', token: 't0' }),
  ]);
  await mark(fixture, '13:00');
  now = at('13:00:30');
  const states = async (local: string) =>
    (await read({ school: fixture.school, names: 'all' }, at(local))).people
      ?.map((person) => person.state)
      .sort();
  assert.deepEqual(await states('07:10'), ['awaited', 'awaited'], 'no lesson has begun: nobody is missing');
  assert.deepEqual(await states('07:30'), ['inside', 'not_come']);
  assert.deepEqual(await states('08:00'), ['inside', 'inside']);
  assert.deepEqual(await states('09:30'), ['inside', 'left']);
});

test('a muster list of a moment: by place and class, with those of whom nobody can say', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 3, classes: 2, staff: 1 });
  await store(db.ingest, hook, [
    enter(fixture, '07:20', 't0'),
    enter(fixture, '07:21', 't3'),
    say(fixture, '07:22', 'denied', { direction: 'in', token: 't1', reason: 'card_expired' }),
  ]);
  await mark(fixture, '07:44:30');
  now = at('07:45');
  const muster = musterOf(await read({ school: fixture.school, names: 'all' }));
  assert.deepEqual([muster.inside, muster.perhaps], [2, 1]);
  const [place] = muster.places;
  assert.deepEqual([place?.zone, place?.inside, place?.people.length], ['Фоайе A', 2, 2]);
  assert.deepEqual(muster.classes, [
    { name: '5а', inside: 1, perhaps: 0 },
    { name: '6а', inside: 0, perhaps: 1 },
    { inside: 1, perhaps: 0 },
  ]);
  assert.deepEqual(
    muster.unknown.map(({ id, why }) => [id, why?.cause]),
    [[fixture.persons[1], 'denied']],
  );
  const numbers = musterOf(await read({ school: fixture.school, names: 'none' }));
  assert.deepEqual([numbers.inside, numbers.perhaps, numbers.places[0]?.people], [2, 1, []]);
});

test('who is missing at lesson 1 is known by name once it has begun', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 3 });
  await store(db.ingest, hook, [enter(fixture, '07:20', 't0'), enter(fixture, '07:40', 't1')]);
  await mark(fixture, '07:44:30');
  now = at('07:45');
  const standings = async (moment?: number) => {
    const { people = [] } = await read({ school: fixture.school, names: 'all' }, moment);
    return fixture.persons.map((id) => people.find((person) => person.id === id)?.firstLesson);
  };
  assert.deepEqual(await standings(), ['here', 'late', 'missing']);
  assert.deepEqual(await standings(at('07:25')), [undefined, undefined, undefined]);
});

test('D4 D5: names only for those who may see them', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 4, classes: 2 });
  await mark(fixture, '07:44:30');
  now = at('07:45');
  assert.deepEqual((await read({ school: fixture.school, names: 'none' })).people, []);
  const mine = new Set([fixture.classes[0] as string]);
  const people = (await read({ school: fixture.school, names: mine })).people;
  assert.deepEqual(
    people?.map((person) => person.class),
    [fixture.classes[0], fixture.classes[0]],
  );
});

test('R22: pass-only pupils are counted as not tracked', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 2 });
  await db.owner
    .updateTable('person')
    .set({ tracking: 'pass_only' })
    .where('id', '=', fixture.persons[0] as string)
    .execute();
  await mark(fixture, '07:44:30');
  now = at('07:45');
  const view = await read({ school: fixture.school, names: 'none' });
  assert.deepEqual([view.pupils.notTracked, view.pupils.notCome], [1, 1]);
});

test('the page gets a state at once and another when somebody passes', { timeout: 120_000 }, async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 2 });
  await mark(fixture, '07:44:30');
  now = at('07:45');
  const app = Fastify();
  const viewer = async (): Promise<Viewer> => ({ school: fixture.school, names: 'none' });
  await app.register(presenceRoutes, { service, changes, viewer });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const stop = new AbortController();
  try {
    const today = (await (await fetch(`${address}/presence/today`)).json()) as PresenceView;
    assert.equal(today.pupils.inside, 0);
    const response = await fetch(`${address}/presence/stream`, { signal: stop.signal });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const states = insideCounts(response);
    assert.equal((await states.next()).value, 0);
    await store(db.ingest, hook, [enter(fixture, '07:44:50', 't0')]);
    assert.equal((await states.next()).value, 1);
  } finally {
    stop.abort();
    await app.close();
  }
});

async function* insideCounts(response: Response): AsyncGenerator<number> {
  let text = '';
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const message = text.slice(0, end);
      text = text.slice(end + 2);
      if (message.startsWith('data: ')) yield (JSON.parse(message.slice(6)) as PresenceView).pupils.inside;
    }
  }
}
