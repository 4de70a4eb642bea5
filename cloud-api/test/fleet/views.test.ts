import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { inSchool } from '../../src/db/index.ts';
import { fleetTable, quarantineTable } from '../../src/fleet/fleet-table.ts';
import { fleetView, isBehind } from '../../src/fleet/fleet-view.ts';
import { cardDelivery } from '../../src/fleet/views/card-delivery.ts';
import { quarantine } from '../../src/fleet/views/quarantine.ts';
import { sitePolicies } from '../../src/fleet/views/site-policies.ts';
import { testDatabase } from '../support/database.ts';
import { FleetBench, POLICY, token } from './fleet-bench.ts';

const db = await testDatabase();
const bench = await new FleetBench(db).start();
after(async () => {
  await bench.stop();
  await db.close();
});

async function reports(gateway: string, school: string, version: number): Promise<void> {
  bench.say(gateway, school, 'list', { v: 1, kind: 'have', version });
  await bench.until(async () => {
    const row = await db.owner
      .selectFrom('gateway_list')
      .select('version')
      .where('gateway', '=', gateway)
      .executeTakeFirst();
    return row?.version === version;
  });
}

const entryOf = async (gateway: string) => (await fleetView(db.jobs, Date.now(), { gateway }))[0]!;

test('the rules of a site have versions of their own, and the fleet shows who follows which', async () => {
  const { school, site } = await bench.gateway('rules');
  await bench.list(site, school, 1, [token(1)]);
  await bench.list(site, school, 2, [token(2)]);
  await reports('rules', school, 2);
  assert.deepEqual((await entryOf('rules')).policy, { version: 1, current: 1 });
  const stricter = JSON.stringify({ ...POLICY, passback: { mode: 'hard' }, issuedAt: 5 });
  await db.jobs
    .updateTable('allow_list')
    .set({ version: 3, policy_version: 3, policy: stricter, built_at: new Date() })
    .where('site', '=', site)
    .execute();
  const behind = await entryOf('rules');
  assert.deepEqual(behind.policy, { version: 1, current: 3 });
  assert.deepEqual([behind.list.version, behind.list.current, isBehind(behind)], [2, 3, true]);
  assert.match(fleetTable([behind], Date.now()), /2 of 3 +1 of 3/);
  await reports('rules', school, 3);
  const reached = await entryOf('rules');
  assert.deepEqual([reached.policy, isBehind(reached)], [{ version: 3, current: 3 }, false]);
  const versions = await sitePolicies(db.jobs, { site, limit: 10 });
  assert.deepEqual(
    versions.map(({ version, policy }) => [version, policy.passback.mode]),
    [
      [3, 'hard'],
      [1, 'soft'],
    ],
  );
});

test('a version of the rules that was sent is never rewritten', async () => {
  const { school, site } = await bench.gateway('kept');
  await bench.list(site, school, 1, [token(1)]);
  const other = JSON.stringify({ ...POLICY, language: 'en' });
  await db.jobs
    .updateTable('allow_list')
    .set({ policy_version: 1, policy: other })
    .where('site', '=', site)
    .execute();
  const [kept] = await sitePolicies(db.jobs, { site, limit: 10 });
  assert.equal(kept!.policy.language, 'bg');
  await assert.rejects(db.jobs.deleteFrom('site_policy').where('site', '=', site).execute());
});

/** A card with a line in the site's list. */
async function card(school: string, site: string, line: string): Promise<string> {
  const credential = randomUUID();
  await sql`insert into credential (id, school, type, uid, uid_version, uid_index)
    values (${credential}, ${school}, 'card', '\\x00', 1, ${Buffer.from(credential)})`.execute(db.owner);
  await db.owner
    .insertInto('credential_token')
    .values({ credential, site, school, key_version: 1, token: line })
    .execute();
  return credential;
}

test('of a blocked card the school sees where it may still open', async () => {
  const { school, site } = await bench.gateway('door');
  await bench.list(site, school, 1, [token(7)]);
  const credential = await card(school, site, token(7));
  const shown = () => inSchool(db.api, { school }, (trx) => cardDelivery(trx, credential));
  const inForce = async () => (await shown()).gateways.map((one) => [one.gateway, one.inForce, one.online]);
  assert.deepEqual(await inForce(), [['door', false, true]]);
  await reports('door', school, 1);
  assert.deepEqual(await inForce(), [['door', true, true]]);
  // The officer has blocked it: noted, then in a list, then at the gateway.
  await db.owner.insertInto('allow_list_change').values({ site, credential, school }).execute();
  assert.deepEqual(await inForce(), [['door', false, true]]);
  await db.owner.deleteFrom('allow_list_change').where('credential', '=', credential).execute();
  await bench.list(site, school, 2, [token(7)]);
  assert.deepEqual(await inForce(), [['door', false, true]]);
  await reports('door', school, 2);
  assert.deepEqual(await inForce(), [['door', true, true]]);
});

test('what is in quarantine is shown as it came, until it could be read', async () => {
  const { school } = await bench.gateway('odd');
  const event = {
    gateway: 'odd',
    school,
    code: 'event_invalid',
    hash: Buffer.alloc(32),
    prev: Buffer.alloc(32),
  };
  await db.owner
    .insertInto('event_quarantine')
    .values([
      { ...event, epoch: 1, seq: 4, bytes: Buffer.from('{"seq":4}'), received_at: 1_000, replayed_at: null },
      { ...event, epoch: 1, seq: 5, bytes: Buffer.from([0xff]), received_at: 2_000, replayed_at: null },
      { ...event, epoch: 1, seq: 6, bytes: Buffer.from('{}'), received_at: 3_000, replayed_at: 4_000 },
    ])
    .execute();
  const waiting = await quarantine(db.jobs, { gateway: 'odd', limit: 10 });
  assert.deepEqual(
    waiting.map(({ seq, text }) => [seq, text]),
    [
      [4, '{"seq":4}'],
      [5, '�'],
    ],
  );
  assert.match(quarantineTable(waiting), /odd +1\.4 +event_invalid +1970-01-01T00:00:01/);
});
