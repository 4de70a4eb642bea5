import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Ack, Welcome } from '@vratar/protocol/delivery';
import pg from 'pg';
import { GatewayRegister } from '../../src/ingest/gateway-register.ts';
import { hookRetryTask, type StoredEvent } from '../../src/ingest/index.ts';
import { PARTITIONS_AHEAD, partitionsAheadTask } from '../../src/ingest/partitions-ahead.ts';
import { replayQuarantine } from '../../src/ingest/replay.ts';
import { HOOK_RETRY } from '../../src/ingest/run-hooks.ts';
import { testDatabase } from '../support/database.ts';
import { Bench, eventLine, Journal, registerGateway } from './support.ts';

const db = await testDatabase();
const followed: StoredEvent[] = [];
let failFor = '';
const hook = {
  name: 'follower',
  onStored: async (_trx: unknown, events: readonly StoredEvent[]) => {
    if (events.some((event) => event.gateway === failFor)) throw new TypeError('planted');
    followed.push(...events);
  },
};
const bench = await new Bench(db, [hook]).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const stored = (gateway: string) =>
  db.owner.selectFrom('event').selectAll().where('gateway', '=', gateway).orderBy('seq').execute();
const noted = async (gateway: string) =>
  (await db.owner.selectFrom('gateway_note').select('code').where('gateway', '=', gateway).execute()).map(
    (row) => row.code,
  );

test('I5: a batch is acknowledged with its hash once it is in the table, exactly as it came', async () => {
  const school = await registerGateway(db.owner, 'plain');
  const journal = new Journal().add(3, { token: 'tok', kind: 'passage', lane: 'a\tb\\n' });
  await bench.ask<Welcome>('plain', 'hello', journal.hello());
  const ack = await bench.ask<Ack>('plain', 'events', journal.batch(1, 3));
  assert.deepEqual([ack.result, ack.through, ack.hash], ['stored', 3, journal.hashes[3]]);
  const rows = await stored('plain');
  assert.deepEqual(
    rows.map((row) => row.line),
    journal.lines,
  );
  assert.equal(rows[0]!.school, school);
  assert.equal(rows[0]!.token, 'tok');
  assert.equal(rows[2]!.hash.toString('hex'), journal.hashes[3]);
  assert.equal(followed.filter((event) => event.gateway === 'plain').length, 3);
});

test('a gateway is enrolled with its first hello, in the transaction that keeps it; of a retired one nothing is taken', async () => {
  await registerGateway(db.owner, 'fresh');
  const state = async () =>
    (await db.owner.selectFrom('gateway').select('state').where('id', '=', 'fresh').executeTakeFirstOrThrow())
      .state;
  assert.equal(await state(), 'new');
  await bench.ask<Welcome>('fresh', 'hello', new Journal().add(1).hello());
  assert.equal(await state(), 'enrolled');
  const becomes = (values: object) =>
    db.owner.updateTable('gateway').set(values).where('id', '=', 'fresh').execute();
  await becomes({ state: 'retired', retired_at: new Date(), served_until: new Date() });
  assert.equal(bench.ingest.admits('fresh'), true);
  await bench.ingest.registerChanged();
  assert.equal(bench.ingest.admits('fresh'), false);
  assert.deepEqual(bench.expelled, ['fresh']);
  bench.send('fresh', 'hello', new Journal().add(1).hello(2));
  await bench.until(() => bench.expelled.length === 2);
  assert.equal(bench.ingest.tally.get('gateway_retired'), 1);
  assert.equal(await state(), 'retired');
  await becomes({ state: 'enrolled', retired_at: null, served_until: null });
  await bench.ingest.registerChanged();
  await bench.ask<Welcome>('fresh', 'hello', new Journal().add(1).hello(2));
});

test('a register that is old is read anew when a gateway asks to come in', async () => {
  await registerGateway(db.owner, 'back');
  const becomes = (values: object) =>
    db.owner.updateTable('gateway').set(values).where('id', '=', 'back').execute();
  await becomes({ state: 'retired', retired_at: new Date(), served_until: new Date() });
  let now = 0;
  const register = new GatewayRegister(bench.pool, () => now);
  await register.reload();
  await becomes({ state: 'enrolled', retired_at: null, served_until: null });
  now += 29_000;
  assert.equal(register.admits('back'), false, 'nobody has told it, and it is not old');
  now += 2_000;
  await bench.until(() => register.admits('back'));
});

test('whoever answers for gateways hears of the first hello of one, and not of those after it', async () => {
  await registerGateway(db.owner, 'often');
  const client = new pg.Client({ connectionString: db.logins.ingest });
  await client.connect();
  const heard: string[] = [];
  client.on('notification', ({ channel }) => void heard.push(channel));
  await client.query('listen vratar_gateways; listen test_end');
  const journal = new Journal().add(1);
  for (const hello of [1, 2, 3, 4]) await bench.ask('often', 'hello', journal.hello(hello));
  await client.query('notify test_end');
  await bench.until(() => heard.includes('test_end'));
  assert.deepEqual(heard, ['vratar_gateways', 'test_end']);
  await client.end();
});

test('I6: what comes again, whole or in part, is stored once', async () => {
  await registerGateway(db.owner, 'again');
  const journal = new Journal().add(5);
  await bench.ask('again', 'hello', journal.hello());
  await bench.ask('again', 'events', journal.batch(1, 3));
  for (const batch of [journal.batch(1, 3), journal.batch(2, 5), journal.batch(1, 5), journal.batch(1, 2)]) {
    assert.equal((await bench.ask<Ack>('again', 'events', batch)).result, 'stored');
  }
  assert.deepEqual(
    (await stored('again')).map((row) => row.seq),
    [1, 2, 3, 4, 5],
  );
});

test('one bad event is singled out, kept as bytes, and stops nobody', async () => {
  await registerGateway(db.owner, 'bad');
  const journal = new Journal().add(1).addLine('{"seq":2,"not":"an event"}').add(1);
  await bench.ask('bad', 'hello', journal.hello());
  const refused = await bench.ask<Ack>('bad', 'events', journal.batch(1, 3));
  assert.deepEqual([refused.result, refused.code, refused.through], ['rejected', 'event_invalid', 0]);
  await bench.ask('bad', 'events', journal.batch(1, 1));
  assert.equal((await bench.ask<Ack>('bad', 'events', journal.batch(2, 2))).through, 2);
  assert.equal((await bench.ask<Ack>('bad', 'events', journal.batch(3, 3))).through, 3);
  const [kept] = await db.owner
    .selectFrom('event_quarantine')
    .selectAll()
    .where('gateway', '=', 'bad')
    .execute();
  assert.equal(kept!.bytes.toString(), journal.lines[1]);
  assert.deepEqual(
    (await stored('bad')).map((row) => row.seq),
    [1, 3],
  );
});

test('a forked history continues in a new epoch; what is known is recognised by its hash', async () => {
  await registerGateway(db.owner, 'fork');
  const before = new Journal().add(4);
  await bench.ask('fork', 'hello', before.hello());
  await bench.ask('fork', 'events', before.batch(1, 4));
  // The disk of the day before, with two events fewer, and other events since.
  const restored = new Journal().add(2).add(3, { lane: 'other' });
  const told = await bench.ask<Welcome>('fork', 'hello', restored.hello());
  assert.deepEqual([told.through, told.newest], [4, 1]);
  assert.notEqual(told.hash, restored.hashes[4]);
  assert.equal((await bench.ask<Ack>('fork', 'events', restored.batch(3, 5))).result, 'out_of_step');
  assert.equal((await bench.ask<Ack>('fork', 'events', restored.batch(1, 5, 2))).code, 'epoch_unknown');
  assert.equal((await bench.ask<Welcome>('fork', 'hello', restored.hello(2))).through, 0);
  assert.equal((await bench.ask<Ack>('fork', 'events', restored.batch(1, 5, 2))).through, 5);
  assert.deepEqual((await stored('fork')).map((row) => [row.epoch, row.seq]).sort(), [
    [1, 1],
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 3],
    [2, 4],
    [2, 5],
  ]);
  await bench.ask('fork', 'hello', before.hello(1));
  const notes = await noted('fork');
  assert.ok(notes.includes('history_forked') && notes.includes('gateway_cloned'), notes.join());
});

test('a stretch that is gone becomes a named hole, unless another epoch holds it', async () => {
  await registerGateway(db.owner, 'gone');
  const journal = new Journal().add(6);
  await bench.ask('gone', 'hello', journal.hello(1, 4));
  const gone = { v: 1, epoch: 1, from: 1, through: 3, hash: journal.hashes[3] };
  assert.equal((await bench.ask<Ack>('gone', 'gone', gone)).through, 3);
  await bench.ask('gone', 'events', journal.batch(4, 6));
  await bench.ask('gone', 'hello', journal.hello(2, 6));
  const later = { v: 1, epoch: 2, from: 1, through: 5, hash: journal.hashes[5] };
  assert.equal((await bench.ask<Ack>('gone', 'gone', later)).through, 5);
  const holes = await db.owner.selectFrom('event_hole').selectAll().where('gateway', '=', 'gone').execute();
  assert.deepEqual(
    holes.map((hole) => [hole.epoch, hole.from_seq, hole.through_seq]),
    [[1, 1, 3]],
  );
});

test('a capability that fails stops neither its own gateway nor another', async () => {
  await registerGateway(db.owner, 'hooked');
  await registerGateway(db.owner, 'beside');
  failFor = 'hooked';
  const journal = new Journal().add(2);
  await bench.ask('hooked', 'hello', journal.hello());
  await bench.ask('beside', 'hello', journal.hello());
  const before = bench.sent.length;
  bench.send('beside', 'events', journal.batch(1, 2));
  bench.send('hooked', 'events', journal.batch(1, 2));
  const answers = (await bench.answers('hooked', before + 2)) as Ack[];
  failFor = '';
  assert.equal(answers.at(-1)!.through, 2);
  assert.deepEqual(await noted('hooked'), ['hook_failed']);
  assert.equal((await stored('beside')).length, 2);
});

test('what the database refuses to hold goes into quarantine too', async () => {
  await registerGateway(db.owner, 'strange');
  // An integer to JSON, but beyond what a column of whole numbers holds.
  const journal = new Journal().add(1).addLine(eventLine(2, { at: 1e21 }));
  await bench.ask('strange', 'hello', journal.hello());
  await bench.ask('strange', 'events', journal.batch(1, 1));
  const ack = await bench.ask<Ack>('strange', 'events', journal.batch(2, 2));
  assert.deepEqual([ack.through, ack.code], [2, 'event_unstorable']);
  assert.equal((await stored('strange')).length, 1);
});

test('nonsense is counted and answered by silence', async () => {
  await registerGateway(db.owner, 'noise');
  const { tally } = bench.ingest;
  bench.send('noise', 'events', 'x');
  bench.send('noise', 'hello', '{"v":1}');
  bench.send('noise', 'events', '{"v":9,"epoch":1,"first":1,"count":1,"prev":"","head":""}\n{}');
  bench.send('noise', 'events', `${'9'.repeat(2_000_000)}\n`);
  bench.send('stranger', 'hello', new Journal().hello());
  await bench.ask('noise', 'hello', new Journal().add(1).hello());
  assert.equal(tally.get('envelope_invalid'), 2);
  assert.equal(tally.get('message_invalid'), 1);
  assert.equal(tally.get('message_too_long'), 1);
  assert.equal(tally.get('gateway_unknown'), 1);
});

test('two thousand events of forty gateways at once, with repetitions, arrive once each', async () => {
  const journals = new Map<string, Journal>();
  for (let index = 0; index < 40; index++) {
    const gateway = `many-${index}`;
    await registerGateway(db.owner, gateway);
    journals.set(gateway, new Journal().add(50, { lane: gateway }));
  }
  const before = bench.sent.length;
  for (const [gateway, journal] of journals) bench.send(gateway, 'hello', journal.hello());
  await bench.answers('many-0', before + 40);
  for (const [gateway, journal] of journals) {
    bench.send(gateway, 'events', journal.batch(1, 30));
    bench.send(gateway, 'events', journal.batch(1, 30));
    bench.send(gateway, 'events', journal.batch(31, 50));
  }
  await bench.answers('many-0', before + 160);
  const { rows } = await bench.pool.query(
    `select count(*) as all, count(distinct (gateway, seq)) as once from event where gateway like 'many-%'`,
  );
  assert.deepEqual(rows, [{ all: 2_000, once: 2_000 }]);
});

test('workers that meet a new month together agree on its partition', async () => {
  const make = async () => {
    const { rows } = await bench.pool.query(`select vratar_event_partition('2031-05-01') as name`);
    return rows[0].name as string;
  };
  assert.deepEqual(await Promise.all([make(), make()]), ['event_203105', 'event_203105']);
});

test('the partition of the next month is there before its first event', async () => {
  const { [PARTITIONS_AHEAD]: make } = partitionsAheadTask(db.jobs, () => new Date('2031-12-31T02:10:00Z'));
  for (const _ of ['a night', 'the next']) await make?.({}, {} as never);
  const { rows } = await bench.pool.query<{ december: string | null; january: string | null }>(
    `select to_regclass('event_203112') as december, to_regclass('event_203201') as january`,
  );
  assert.deepEqual(rows, [{ december: 'event_203112', january: 'event_203201' }]);
});

test('what is quarantined is stored once a program can read it, and followed then', async () => {
  await registerGateway(db.owner, 'replayed');
  const journal = new Journal().add(1).addLine('{"seq":2,"not":"an event"}').add(1);
  await bench.ask('replayed', 'hello', journal.hello());
  for (const seq of [1, 2, 3]) await bench.ask('replayed', 'events', journal.batch(seq, seq));
  assert.deepEqual(await replayQuarantine(bench.pool, [hook], Date.now, 'replayed'), { stored: 0, left: 1 });
  // As if this release had learnt to read what the last one could not.
  const line = eventLine(2, { kind: 'new_in_this_release' });
  const fixed = new Journal().add(1).addLine(line);
  await db.owner
    .updateTable('event_quarantine')
    .set({ bytes: Buffer.from(line), hash: Buffer.from(fixed.hashes[2]!, 'hex') })
    .where('gateway', '=', 'replayed')
    .execute();
  for (const stored of [1, 0]) {
    assert.deepEqual(await replayQuarantine(bench.pool, [hook], Date.now, 'replayed'), { stored, left: 0 });
  }
  assert.deepEqual(
    (await stored('replayed')).map((row) => row.seq),
    [1, 2, 3],
  );
  assert.equal(followed.filter((event) => event.gateway === 'replayed').length, 3);
});

test('a capability that failed is called again by a job, with the same events', async () => {
  const seen: StoredEvent[] = [];
  const late = {
    name: 'late',
    onStored: async (_trx: unknown, events: readonly StoredEvent[]) => void seen.push(...events),
  };
  const task = hookRetryTask(db.jobs, [late])[HOOK_RETRY]!;
  await task({ hook: 'late', gateway: 'plain', epoch: 1, from: 2, through: 3 }, {} as never);
  assert.deepEqual(
    seen.map(({ seq, line }) => [seq, line]),
    (await stored('plain')).slice(1).map(({ seq, line }) => [seq, line]),
  );
});
