import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { clockSteps } from '../../src/ingest/migrations/2004-clock-steps.ts';
import { testDatabase } from '../support/database.ts';
import { Bench, Journal, registerGateway } from './support.ts';

const db = await testDatabase();
const bench = await new Bench(db).start();
after(async () => {
  await bench.stop();
  await db.close();
});

test('I8 R14: an upgrade learns from the stored events which clocks were never set', async () => {
  await registerGateway(db.owner, 'g1');
  const journal = new Journal();
  const add = (mono: number, clock: 'synced' | 'unsynced', more: object = {}) => {
    const seq = journal.lines.length + 1;
    const at = 1_800_000_000_000 + mono;
    journal.addLine(JSON.stringify({ seq, at, boot: 'b1', mono, clock, kind: 'alive', ...more }));
  };
  add(0, 'unsynced');
  add(200_000, 'unsynced');
  add(600_000, 'synced');
  add(1_000_000, 'synced');
  add(10, 'unsynced', { boot: 'b2' });
  const data = {
    count: 7,
    from: 1_800_000_020_000,
    until: 1_800_000_090_000,
    fromMono: 20_000,
    untilMono: 90_000,
  };
  add(90_000, 'unsynced', { boot: 'b2', kind: 'gap', reason: 'memory_full', data });
  await bench.ask('g1', 'hello', journal.hello());
  await bench.ask('g1', 'events', journal.batch(1, journal.lines.length));
  // A later migration notes where a journal begins.
  await db.owner.deleteFrom('coverage_gap').where('cause', '=', 'first').execute();
  const known = async () => ({
    gaps: await db.owner.selectFrom('coverage_gap').selectAll().orderBy('before_seq').execute(),
    marks: await db.owner.selectFrom('event_mark').selectAll().execute(),
  });
  const before = await known();
  const unset = before.gaps.map(({ from_unset, until_unset }) => [from_unset, until_unset]);
  assert.deepEqual(unset.filter(([from, until]) => from || until).length, 4);
  await sql`alter table coverage_gap drop from_unset, drop until_unset`.execute(db.owner);
  await sql`alter table event_mark drop last_unset`.execute(db.owner);
  await clockSteps.up(db.owner);
  assert.deepEqual(await known(), before);
});
