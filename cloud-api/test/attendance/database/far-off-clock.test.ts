import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readGaps } from '../../../src/attendance/store/evidence.ts';
import { testDatabase } from '../../support/database.ts';
import { utc } from '../support/case-dsl.ts';
import { schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());

const at = (local: string) => Date.parse(utc(local));
const [BOOTED, OPENS, CLOSES] = [at('05:00'), at('06:00'), at('20:00')];
const LAST_DECADE = Date.UTC(1970, 0, 1);
const NEXT_DECADE = Date.UTC(2036, 0, 1);

/** A gateway whose clock said `device` at 05:00, when it booted. */
async function gatewayWith(device: number) {
  const fixture = await schoolFixture(db.owner);
  const gateway = fixture.gateways[0]!.id;
  const { school } = fixture;
  await db.owner
    .insertInto('clock_measurement')
    .values({
      gateway,
      school,
      boot: 'b1',
      mono: 0,
      device_at: device,
      cloud_at: BOOTED,
      round_trip_ms: 0,
      recorded_at: BOOTED,
    })
    .execute();
  return {
    gateway,
    school,
    moment: (local: string) => ({ at: device + at(local) - BOOTED, mono: at(local) - BOOTED }),
  };
}

for (const device of [LAST_DECADE, NEXT_DECADE]) {
  const year = new Date(device).getUTCFullYear();
  test(`R14 R17: a gap is found on its day although the gateway's clock said ${year}`, async () => {
    const { gateway, school, moment } = await gatewayWith(device);
    const [from, until] = [moment('09:00'), moment('09:30')];
    await db.owner
      .insertInto('coverage_gap')
      .values({
        gateway,
        school,
        epoch: 1,
        before_seq: 7,
        cause: 'missing',
        from_at: from.at,
        from_mono: from.mono,
        from_boot: 'b1',
        until_at: until.at,
        until_mono: until.mono,
        until_boot: 'b1',
        recorded_at: at('09:31'),
      })
      .execute();
    const ended = (await readGaps(db.jobs, [gateway], OPENS, CLOSES, false, 300_000)).map(
      ({ from, until }) => [from, until],
    );
    assert.deepEqual(ended, [[at('09:00'), at('09:30')]]);
    const day = 24 * 3_600_000;
    assert.deepEqual(await readGaps(db.jobs, [gateway], OPENS + day, CLOSES + day, false, 300_000), []);
  });

  test(`R17: a silence that lasts is a gap although the gateway's clock said ${year}`, async () => {
    const { gateway, school, moment } = await gatewayWith(device);
    const last = moment('11:00');
    await db.owner
      .insertInto('event_mark')
      .values({
        gateway,
        school,
        epoch: 1,
        through: 9,
        hash: Buffer.alloc(32),
        last_at: last.at,
        last_mono: last.mono,
        last_boot: 'b1',
        missing: false,
        begun_at: BOOTED,
        moved_at: at('11:00'),
      })
      .execute();
    const lasting = (await readGaps(db.jobs, [gateway], OPENS, CLOSES, true, 300_000)).map(
      ({ from, until }) => [from, until],
    );
    assert.deepEqual(lasting, [[at('11:00'), CLOSES]]);
    const day = 24 * 3_600_000;
    assert.deepEqual(await readGaps(db.jobs, [gateway], OPENS - day, CLOSES - day, true, 300_000), []);
  });
}
