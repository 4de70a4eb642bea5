import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Ack, Welcome } from '@vratar/protocol/delivery';
import { chainHash } from '@vratar/protocol/messages';
import { testDatabase } from '../support/database.ts';
import { Bench, registerGateway } from './support.ts';

const db = await testDatabase();
const bench = await new Bench(db).start();
after(async () => {
  await bench.stop();
  await db.close();
});

/** Lines exactly as release 0.1 wrote them into journals that may reach a cloud years later. Never to be changed. */
const OLD_LINES = [
  '{"seq":1,"at":1795306649034,"boot":"e569a705-e941-459d-8996-24525571ad99","mono":11935556,"clock":"synced","kind":"power_up","data":{"clean":true,"first":true}}',
  '{"seq":2,"at":1795306650026,"boot":"e569a705-e941-459d-8996-24525571ad99","mono":11936547,"clock":"holdover","list":1,"kind":"granted","direction":"in","token":"HekkWiyp3qF9LMqCvSyKvsnuDftgT6LAMO518SMKy8E","trace":"b_D0nyBI-1","lane":"lane-1","building":"main"}',
  '{"seq":3,"at":1795306651204,"boot":"e569a705-e941-459d-8996-24525571ad99","mono":11937725,"clock":"unsynced","list":1,"kind":"passage","direction":"in","token":"HekkWiyp3qF9LMqCvSyKvsnuDftgT6LAMO518SMKy8E","grant":"b_D0nyBI-1","trace":"b_D0nyBI-1","lane":"lane-1","building":"main"}',
];
const START = '0'.repeat(64);
const OLD_HEAD = '0bd01d8ed1791685c40d068306e9496cf3f16d73646efbc0666dca99eb10710e';
const OLD_HELLO = `{"v":1,"session":"c0ffee.1","formats":[1],"epoch":1,"first":1,"last":3,"head":"${OLD_HEAD}","at":1795306652000,"boot":"e569a705-e941-459d-8996-24525571ad99","mono":11938000,"release":"0.1.0"}`;
const OLD_BATCH = `{"v":1,"epoch":1,"first":1,"count":3,"prev":"${START}","head":"${OLD_HEAD}"}\n${OLD_LINES.join('\n')}`;

const held = async (gateway: string) =>
  db.owner
    .selectFrom('event')
    .select(['seq', 'kind', 'line'])
    .where('gateway', '=', gateway)
    .orderBy('seq')
    .execute();

test('the words of release 0.1 are understood, to the byte', async () => {
  await registerGateway(db.owner, 'old');
  const welcome = await bench.ask<Welcome>('old', 'hello', OLD_HELLO);
  assert.deepEqual([welcome.format, welcome.through, welcome.refused], [1, 0, undefined]);
  const ack = await bench.ask<Ack>('old', 'events', OLD_BATCH);
  assert.deepEqual([ack.result, ack.through, ack.hash], ['stored', 3, OLD_HEAD]);
  assert.deepEqual(
    (await held('old')).map(({ line }) => line),
    OLD_LINES,
  );
});

/** A gateway one version ahead: another batch format beside ours, fields and kinds that nobody here knows. */
class NewerGateway {
  readonly id: string;
  readonly lines: readonly string[];
  readonly hashes = [START];

  constructor(id: string) {
    this.id = id;
    const common = { at: 1_800_000_000_000, boot: 'b', clock: 'synced', mood: 'new' };
    this.lines = ['alive', 'face_matched', 'passage'].map((kind, index) =>
      JSON.stringify({ seq: index + 1, mono: index, kind, ...common, data: { deep: { er: [1] } } }),
    );
    for (const line of this.lines) this.hashes.push(chainHash(this.hashes.at(-1)!, line));
  }

  hello(formats: readonly number[]): object {
    const span = { epoch: 1, first: 1, last: this.lines.length, head: this.hashes.at(-1)! };
    const clock = { at: 1_800_000_000_000, boot: 'b', mono: 5, leapSmear: true };
    return { v: 2, session: 's.1', formats, ...span, ...clock, release: '0.2.0', abilities: ['faces'] };
  }

  batch(format: number): string {
    const envelope = { v: format, epoch: 1, first: 1, count: 3, prev: START, head: this.hashes[3] };
    return [JSON.stringify({ ...envelope, compressed: false }), ...this.lines].join('\n');
  }
}

test('a gateway one version ahead delivers its backlog; what nobody here knows is kept, and waits', async () => {
  const newer = new NewerGateway('newer');
  await registerGateway(db.owner, newer.id);
  const welcome = await bench.ask<Welcome>(newer.id, 'hello', newer.hello([1, 2]));
  assert.deepEqual([welcome.format, welcome.refused], [1, undefined]);
  const ack = await bench.ask<Ack>(newer.id, 'events', newer.batch(welcome.format));
  assert.deepEqual([ack.result, ack.through, ack.code], ['stored', 3, undefined]);
  assert.deepEqual(
    (await held(newer.id)).map(({ kind, line }) => [kind, line]),
    ['alive', 'face_matched', 'passage'].map((kind, index) => [kind, newer.lines[index]]),
  );
});

test('a gateway with no format in common is told so, and nothing of it is lost or half taken', async () => {
  const newer = new NewerGateway('foreign');
  await registerGateway(db.owner, newer.id);
  const welcome = await bench.ask<Welcome>(newer.id, 'hello', newer.hello([2, 3]));
  assert.equal(welcome.refused, 'format_unknown');
  bench.send(newer.id, 'events', newer.batch(2));
  // The cloud was updated, or the gateway set back: it says hello with a format that both know.
  const again = await bench.ask<Welcome>(newer.id, 'hello', newer.hello([1, 2]));
  assert.deepEqual([again.format, again.through], [1, 0]);
  assert.equal((await bench.ask<Ack>(newer.id, 'events', newer.batch(1))).through, 3);
  assert.equal((await held(newer.id)).length, 3);
});
