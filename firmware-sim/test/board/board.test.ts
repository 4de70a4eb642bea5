import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { until, within } from '../../../deploy/testing/until.ts';
import { type BoardState, boardApp } from '../../src/board/index.ts';
import type { School } from '../../src/school/index.ts';
import { removeFolder, runSchool, schoolFolder } from '../support/running-school.ts';

let folder: string;
let school: School;
let app: FastifyInstance;

before(async () => {
  folder = await schoolFolder();
  school = await runSchool(folder);
  app = boardApp({ school });
});
after(async () => {
  await app.close();
  await school.stop();
  await removeFolder(folder);
});

const post = async (url: string, payload: object) =>
  (await app.inject({ method: 'POST', url, payload })).json();
const state = async (): Promise<BoardState> => (await app.inject('/api/state')).json();

test('a tap reaches the reader and the list of happenings', async () => {
  const tap = { direction: 'in', person: 'p1', card: '04A1B2C3D4E5F6' };
  assert.deepEqual(await post('/api/lanes/a/tap', tap), { read: true });
  const [latest] = (await state()).latest;
  assert.equal(latest?.kind === 'tap' && latest.person, 'p1');
});

test('a walk through a lane with a stuck lock is seen, and moves nobody', async () => {
  await post('/api/lanes/a/trouble', { jammed: true });
  await post('/api/lanes/a/walk', { direction: 'in', person: 'p1', plan: 'through', patienceMs: 100 });
  assert.equal((await state()).lanes[0]?.present.length, 1);
  const outcome = await until('the end of the walk', async () => {
    const [latest] = (await state()).latest;
    return latest?.kind === 'walk-ended' && latest.outcome;
  });
  assert.equal(outcome, 'gave-up');
  await post('/api/lanes/a/trouble', { jammed: false });
});

test('fire, cable, power and noise', async () => {
  assert.deepEqual(await post('/api/fire/panel', { alarm: true, cable: 'cut' }), {
    actuated: true,
    cable: 'cut',
  });
  assert.deepEqual(await post('/api/devices/a-in/power', { on: false }), { powered: false });
  await post('/api/devices/a-in/power', { on: true });
  assert.equal((await post('/api/lines/line-1/faults', { bitErrorRate: 0.001 })).bitErrorRate, 0.001);
  assert.equal((await post('/api/devices/a-in/faults', { busyRate: 0.5 })).busyRate, 0.5);
  await post('/api/fire/panel', { alarm: false, cable: 'sound' });
  await post('/api/lines/line-1/faults', { bitErrorRate: 0 });
});

test('people are found by part of their label, with where they truly are', async () => {
  const found = (await app.inject('/api/people?search=bor')).json();
  assert.equal(found.total, 1);
  assert.deepEqual(
    [found.people[0].id, found.people[0].now, found.people[0].cards[0].uid],
    ['p2', 'outside', 'DEADBEEF'],
  );
});

test('the oracle tells where everybody truly is', async () => {
  const { people, inside } = (await app.inject('/api/oracle')).json();
  assert.deepEqual(inside, []);
  assert.deepEqual(people, [
    { person: 'p1', now: 'outside' },
    { person: 'p2', now: 'outside' },
  ]);
});

test('the crowd starts, runs faster and stops', async () => {
  assert.equal((await post('/api/crowd', { running: true, speed: 30, from: '06:00' })).speed, 30);
  assert.equal((await post('/api/crowd', { running: false })).running, false);
});

for (const [url, payload, status] of [
  ['/api/lanes/none/tap', { direction: 'in', card: '04A1B2C3D4E5F6' }, 404],
  ['/api/lanes/a/tap', { direction: 'in', card: 'not a card' }, 422],
  ['/api/lanes/a/tap', { direction: 'up', card: '04A1B2C3D4E5F6' }, 400],
  ['/api/lines/line-1/faults', { bitErrorRate: 2 }, 400],
  ['/api/fire/panel', { alarm: true, extra: 1 }, 400],
] as const) {
  test(`${url} with ${JSON.stringify(payload)} is refused with ${status} and changes nothing`, async () => {
    const before = await state();
    assert.equal((await app.inject({ method: 'POST', url, payload })).statusCode, status);
    assert.deepEqual((await state()).fire, before.fire);
  });
}

test('the live feed sends the whole state at once and again when it changes', async (t) => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const request = get({ port, host: '127.0.0.1', path: '/api/live' });
  t.after(() => request.destroy());
  const [response] = await within('an answer', once(request, 'response'));
  const messages: string[] = [];
  let text = '';
  response.on('data', (bytes: Buffer) => {
    text += bytes.toString();
    const parts = text.split('\n\n');
    text = parts.pop()!;
    messages.push(...parts);
  });
  await until('the state', () => messages.length > 0);
  school.site.lanes.get('a').setJammed(true);
  const jammed = (): boolean =>
    messages.some((message) => JSON.parse(message.replace('data: ', '')).lanes[0].jammed === true);
  await until('the state after the change', jammed);
});
