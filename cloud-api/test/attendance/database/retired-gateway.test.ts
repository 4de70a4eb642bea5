import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Ack } from '@vratar/protocol/delivery';
import { noteDirty } from '../../../src/attendance/follow/dirty.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { dayAccounts } from '../../../src/attendance/reconcile/day-accounts.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import { coverageOf } from '../../../src/fleet/index.ts';
import { Bench, Journal } from '../../ingest/support.ts';
import { testDatabase } from '../../support/database.ts';
import { DATE, utc } from '../support/case-dsl.ts';
import { schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
const bench = await new Bench(db).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const at = (local: string) => Date.parse(utc(local));
const MORNING = at('06:00');
const PASSAGE = { kind: 'passage', direction: 'in', building: 'A', lane: 'L1', token: 't0' };

/** Delivers `alive` each minute until `end`; the one that ends early saw one pupil at 07:20. */
async function works(gateway: string, end: string, begun = '06:00'): Promise<void> {
  const journal = new Journal();
  for (let time = MORNING; time <= at(end); time += 60_000) {
    const base = {
      seq: journal.lines.length + 1,
      at: time,
      boot: 'b1',
      mono: time - MORNING,
      clock: 'synced',
    };
    const isPassage = time === at('07:20') && end === '09:05';
    journal.addLine(JSON.stringify({ ...base, ...(isPassage ? PASSAGE : { kind: 'alive' }) }));
  }
  await bench.ask(gateway, 'hello', journal.hello());
  for (let first = 1; first <= journal.lines.length; first += 100) {
    const batch = journal.batch(first, Math.min(first + 99, journal.lines.length));
    assert.equal((await bench.ask<Ack>(gateway, 'events', batch)).result, 'stored');
  }
  // The journal speaks of another day than the clock of this machine.
  await db.owner
    .updateTable('event_mark')
    .set({ begun_at: at(begun) })
    .where('gateway', '=', gateway)
    .execute();
}

/** A school with two entrances, of one building or of two; the first falls silent at 09:05. */
async function twoEntrances(buildings: 1 | 2 = 1) {
  const { school, gateways, persons } = await schoolFixture(db.owner, { pupils: 2, buildings: 2 });
  const [broken, other] = gateways.map(({ id }) => id) as [string, string];
  if (buildings === 1) await intoBuildingOf(broken, other);
  const cache = new SchoolCache();
  const computed = async () => {
    await recompute(db.jobs, school, { cache, now: () => at('+2 06:00') });
    const rows = await db.owner
      .selectFrom('person_day')
      .select(['person', 'lessons'])
      .where('school', '=', school)
      .where('day', '>=', DATE)
      .orderBy('day')
      .execute();
    const of = (wanted: string | undefined) =>
      rows.flatMap(({ person, lessons }) => (person === wanted ? [lessons] : []));
    return { seen: of(persons[0]), unseen: of(persons[1]) };
  };
  const retire = (gateway: string, servedUntil: string | null, entrance_closed = false) =>
    db.owner
      .updateTable('gateway')
      .set(
        servedUntil === null
          ? { state: 'enrolled', retired_at: null, served_until: null, entrance_closed }
          : {
              state: 'retired',
              retired_at: new Date(at('+1 20:00')),
              served_until: new Date(at(servedUntil)),
              entrance_closed,
            },
      )
      .where('id', '=', gateway)
      .execute();
  await works(broken, '09:05');
  await noteDirty(sqlOver(db.jobs), [{ school, from: DATE, to: '2026-11-10', cause: 'begin' }]);
  return { broken, other, computed, retire };
}

async function intoBuildingOf(gateway: string, other: string): Promise<void> {
  const rows = db.owner.selectFrom('gateway').select('building').where('id', '=', gateway);
  const { building } = await rows.executeTakeFirstOrThrow();
  await db.owner.updateTable('lane').set({ building }).where('gateway', '=', other).execute();
  await db.owner.updateTable('gateway').set({ building }).where('id', '=', other).execute();
}

const [SEEN, IN_DOUBT] = ['1P2P3P4P5P6P7P', '1A2A3U4U5U6U7U'];
const [UNKNOWN, ABSENT] = ['1U2U3U4U5U6U7U', '1A2A3A4A5A6A7A'];

test('I8 R17: a retired gateway is missed until the end of its service and no longer; put back, it is again', async () => {
  const { broken, other, computed, retire } = await twoEntrances();
  await works(other, '+1 15:00');
  const missed = { seen: [SEEN, UNKNOWN], unseen: [IN_DOUBT, UNKNOWN] };
  assert.deepEqual(await computed(), missed);
  await retire(broken, '09:40');
  assert.deepEqual(await computed(), { seen: [SEEN, ABSENT], unseen: [IN_DOUBT, ABSENT] });
  await retire(broken, null);
  assert.deepEqual(await computed(), missed);
  await retire(broken, '09:05');
  assert.deepEqual(await computed(), { seen: [SEEN, ABSENT], unseen: [ABSENT, ABSENT] }, 'by its last word');
});

test('I8: where no other gateway serves nobody saw who came, retired or not', async () => {
  const { broken, other, computed, retire } = await twoEntrances();
  const missed = { seen: [SEEN, UNKNOWN], unseen: [IN_DOUBT, UNKNOWN] };
  await retire(broken, '09:40');
  assert.deepEqual(await computed(), missed, 'the only one that ever worked');
  await works(other, '+1 15:00', '+1 06:00');
  await retire(broken, '09:41');
  assert.deepEqual(
    await computed(),
    { seen: [SEEN, ABSENT], unseen: [IN_DOUBT, ABSENT] },
    'until its successor',
  );
});

test('I8: the gateway of another building sees nobody who comes here, unless the entrance is said to be closed', async () => {
  const { broken, other, computed, retire } = await twoEntrances(2);
  await works(other, '+1 15:00');
  await retire(broken, '09:40');
  assert.deepEqual(await computed(), { seen: [SEEN, UNKNOWN], unseen: [IN_DOUBT, UNKNOWN] });
  await retire(broken, null);
  await retire(broken, '09:40', true);
  assert.deepEqual(await computed(), { seen: [SEEN, ABSENT], unseen: [IN_DOUBT, ABSENT] });
});

test('I8: the last minutes of a retired gateway are doubt, however few they are', async () => {
  const { broken, other, computed, retire } = await twoEntrances();
  await works(other, '+1 15:00');
  await retire(broken, '09:06');
  assert.deepEqual(await computed(), { seen: [SEEN, ABSENT], unseen: [IN_DOUBT, ABSENT] });
});

test('I8: the last of the gateways is missed also when it is retired', async () => {
  const { broken, other, computed, retire } = await twoEntrances();
  await retire(broken, '09:40');
  await works(other, '+1 07:00', '+1 06:00');
  await retire(other, '+1 07:00');
  assert.deepEqual(await computed(), { seen: [SEEN, UNKNOWN], unseen: [IN_DOUBT, UNKNOWN] });
});

test('a month waits for no account of a retired gateway', async () => {
  const { broken, retire } = await twoEntrances();
  const open = () => dayAccounts(sqlOver(db.jobs), [broken], [DATE, '2026-11-10', '2026-11-11']);
  assert.deepEqual(
    (await open()).map(({ state }) => state),
    ['not_closed', 'not_closed', 'not_closed'],
  );
  await retire(broken, '09:40');
  assert.deepEqual(await open(), []);
});

test('what was known before a retirement was told is what was known then', async () => {
  const { broken, other, retire } = await twoEntrances();
  await works(other, '15:00');
  await retire(broken, '09:40');
  const silence = async (asOf: number) => {
    await db.owner.updateTable('event').set({ received_at: MORNING }).where('gateway', '=', broken).execute();
    const gaps = await coverageOf(db.jobs, [broken, other], MORNING, at('15:00'), asOf);
    return gaps.find(({ gateway, until }) => gateway === broken && until === undefined)?.servedUntil;
  };
  assert.equal(await silence(at('+1 19:59')), undefined);
  assert.equal(await silence(at('+1 20:00')), at('09:40'));
});
