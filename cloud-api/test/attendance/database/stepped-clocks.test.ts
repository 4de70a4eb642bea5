import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { noteDirty } from '../../../src/attendance/follow/dirty.ts';
import { rebuildDay } from '../../../src/attendance/rebuild/rebuild-day.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { SETTLE_AFTER_MS } from '../../../src/attendance/store/school-facts.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import { Bench, Journal } from '../../ingest/support.ts';
import { testDatabase } from '../../support/database.ts';
import { SHIFT_1, utc } from '../support/case-dsl.ts';
import { BOOT_DAYS, type Delivery, type RandomBoots, randomBoots } from '../support/random-boots.ts';
import { addCard, type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
let now = 0;
const bench = await new Bench(db, [attendanceHook(new SchoolCache())], () => now).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const cache = new SchoolCache();
const options = { cache, now: () => now };
/** Late enough for everything that comes late. */
const LAST_MS = 10 * 86_400_000;

interface Schools {
  readonly own: SchoolFixture;
  readonly guest: SchoolFixture;
  readonly persons: readonly string[];
  readonly tokens: readonly string[];
}

/** A school with two buildings, and another one whose pupil goes in there as a guest. */
async function schools(): Promise<Schools> {
  const own = await schoolFixture(db.owner, { pupils: 3, buildings: 2 });
  const guest = await schoolFixture(db.owner, { pupils: 1 });
  await db.owner.insertInto('site_guest').values({ site: own.site, school: guest.school }).execute();
  const [person] = guest.persons as [string];
  const card = { school: guest.school, site: own.site, person, kind: 'pupil', token: 'guest' } as const;
  const tokens = [...own.tokens, await addCard(db.owner, card)];
  return { own, guest, persons: [...own.persons, person], tokens };
}

const schoolsOf = ({ own, guest }: Schools): string[] => [own.school, guest.school];

/** What the clock of the cloud does each minute: a day begins, and is settled when its buildings have closed. */
class Days {
  readonly #done = new Set<string>();
  readonly #schools: readonly string[];

  constructor(all: Schools) {
    this.#schools = schoolsOf(all);
  }

  async pass(): Promise<void> {
    for (const day of BOOT_DAYS) {
      await this.#once(`${day} begin`, day, Date.parse(utc('06:00', day)));
      await this.#once(`${day} settle`, day, Date.parse(utc('20:00', day)) + SETTLE_AFTER_MS);
    }
  }

  async #once(key: string, day: string, due: number): Promise<void> {
    if (now < due || this.#done.has(key)) return;
    this.#done.add(key);
    const arrived = now;
    now = due;
    await noteDirty(
      sqlOver(db.jobs),
      this.#schools.map((school) => ({ school, from: day, to: day, cause: 'settle' })),
    );
    for (const school of this.#schools) await recompute(db.jobs, school, options);
    now = arrived;
  }
}

async function play(all: Schools, { journals, deliveries }: RandomBoots): Promise<void> {
  const sent = journals.map((events) => {
    const journal = new Journal();
    events.forEach(({ event }, index) => void journal.addLine(JSON.stringify({ seq: index + 1, ...event })));
    return journal;
  });
  const days = new Days(all);
  for (const delivery of deliveries) {
    now = delivery.arrives;
    await days.pass();
    await deliver(all, delivery, sent[delivery.gateway]!);
    if (delivery.job) for (const school of schoolsOf(all)) await recompute(db.jobs, school, options);
  }
  now = Math.max(now, Date.parse(utc('00:00')) + LAST_MS);
  await days.pass();
  for (const school of schoolsOf(all)) await recompute(db.jobs, school, options);
}

async function deliver(
  { own }: Schools,
  { gateway, events, measured, again, arrives }: Delivery,
  journal: Journal,
): Promise<void> {
  const { id } = own.gateways[gateway]!;
  if (events !== undefined) {
    if (events.first === 1) await bench.ask(id, 'hello', journal.hello());
    for (let times = again ? 2 : 1; times > 0; times -= 1)
      await bench.ask(id, 'events', journal.batch(events.first, events.last));
  }
  if (measured === undefined) return;
  const { boot, mono, time, off } = measured;
  const clocks = { device_at: time + off, cloud_at: time, round_trip_ms: 40, recorded_at: arrives };
  await db.owner
    .insertInto('clock_measurement')
    .values({ gateway: id, school: own.school, boot, mono, ...clocks })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** I6: nothing that a computation from nothing finds otherwise. */
async function assertAsFromNothing(all: Schools): Promise<void> {
  for (const school of schoolsOf(all)) {
    for (const day of BOOT_DAYS) {
      const report = await rebuildDay(db.jobs, school, day, { ...options, dryRun: true });
      assert.ok(report);
      const { missing, different, surplus, sharedChanged, columns } = report;
      const found = { missing, different, surplus, sharedChanged, columns };
      const nothing = { missing: 0, different: 0, surplus: 0, sharedChanged: false, columns: [] };
      assert.deepEqual(
        found,
        nothing,
        `${day} of ${school === all.own.school ? 'its own' : 'the guest'} school`,
      );
    }
  }
}

/** I8: nobody who truly was in a lesson is absent from it, or late, since the day on which their gateway was first there. */
async function assertNobodyAccused({ persons }: Schools, { stays, journals }: RandomBoots): Promise<void> {
  for (const [index, person] of persons.entries()) {
    const rows = await db.owner
      .selectFrom('person_day')
      .select(['day', 'lessons'])
      .where('person', '=', person)
      .execute();
    const began = journals[index % journals.length]![0]?.time ?? Number.POSITIVE_INFINITY;
    for (const { day, lessons } of rows) {
      if (began > Date.parse(utc('23:59', day))) continue;
      SHIFT_1.forEach(([start, end], lesson) => {
        const [from, until] = [Date.parse(utc(start, day)), Date.parse(utc(end, day))];
        if (!stays[index]!.some((stay) => stay[0] <= from && stay[1] >= until)) return;
        assert.doesNotMatch(lessons, new RegExp(`${lesson + 1}[AL]`), `pupil ${index} on ${day}: ${lessons}`);
      });
    }
  }
}

async function forget(all: Schools): Promise<void> {
  const kept = ['event', 'odd_event', 'event_mark', 'coverage_gap', 'clock_measurement'] as const;
  const derived = ['person_day', 'school_day', 'attendance_dirty'] as const;
  for (const table of [...kept, ...derived])
    await db.owner.deleteFrom(table).where('school', 'in', schoolsOf(all)).execute();
}

/**
 * A history takes seconds: a few that are always the same, others by VRATAR_RUNS, and one that failed by VRATAR_SEED and
 * VRATAR_PATH.
 */
const { VRATAR_RUNS, VRATAR_SEED, VRATAR_PATH = '' } = process.env;
const known: fc.Parameters<[fc.GeneratorValue]>[] = [
  { numRuns: 3, seed: 2026 },
  // The first boot, stepped, is measured after others that have no time.
  { numRuns: 1, seed: -1979264883, path: '9' },
];
const wanted = { numRuns: Number(VRATAR_RUNS ?? 1) };
const failed = { numRuns: 1, seed: Number(VRATAR_SEED), path: VRATAR_PATH };
const RUNS = VRATAR_SEED !== undefined ? [failed] : VRATAR_RUNS !== undefined ? [wanted] : known;

test('I6 I8 R14: whatever clocks are set to, days are as from nothing, and nobody inside is absent or late', async () => {
  const all = await schools();
  const property = fc.asyncProperty(fc.gen(), async (g) => {
    const random = randomBoots(g, all.tokens, 2);
    await forget(all);
    await play(all, random);
    await assertAsFromNothing(all);
    await assertNobodyAccused(all, random);
  });
  for (const runs of RUNS) await fc.assert(property, { ...runs, endOnFailure: true });
});
