import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { testDatabase } from '../../support/database.ts';
import { DATE, utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());
const at = (local: string) => Date.parse(utc(local));
const ORDERS = [
  ['release', 'named', 'left'],
  ['named', 'left', 'release'],
  ['left', 'release', 'named'],
] as const;

for (const order of ORDERS) {
  test(`R10 I6: whoever a guard names afterwards was there from the release on: ${order.join(', ')}`, async () => {
    const fixture = await schoolFixture(db.owner);
    const [gateway] = fixture.gateways as [(typeof fixture.gateways)[0]];
    const place = { building: 'A', lane: 'L1' };
    const tell = (seq: number, local: string, event: Parameters<typeof storedEvent>[4]) =>
      storedEvent(fixture.school, gateway.id, seq, at(local), { ...event, ...place });
    const events = {
      release: tell(1, '07:25', { kind: 'guard_release', reason: 'pupil', direction: 'in' }),
      named: tell(2, '09:30', {
        kind: 'guard_attested',
        direction: 'in',
        token: 't0',
        data: { attributes: 1 },
      }),
      left: tell(3, '13:17', { kind: 'passage', direction: 'out', token: 't0' }),
    };
    const [cache, hook] = [new SchoolCache(), attendanceHook(new SchoolCache())];
    const now = () => at('19:00');
    for (const each of order) {
      await store(db.ingest, hook, [events[each]]);
      await recompute(db.jobs, fixture.school, { cache, now });
    }
    const rows = await db.owner
      .selectFrom('person_day')
      .select(['person', 'lessons'])
      .where('school', '=', fixture.school)
      .where('day', '=', DATE)
      .execute();
    const lessons = new Map(rows.map((row) => [row.person, row.lessons]));
    assert.equal(lessons.get(fixture.persons[0] as string), '1P2P3P4P5P6P7P');
    assert.equal(lessons.get(fixture.persons[1] as string), '1A2A3A4A5A6A7A');
  });
}
