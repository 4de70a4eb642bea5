import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { siteKeyOf } from '@vratar/protocol/cards';
import {
  type KeyReport,
  newSealingKey,
  openKeyDocument,
  openSiteKey,
  proveSealingKey,
  type SiteKeyDocument,
  sealingPublicText,
} from '@vratar/protocol/keys';
import { listPublicKey, listPublicText } from '@vratar/protocol/lists';
import { pino } from 'pino';
import { addSiteKey, siteKeys } from '../../src/cards/index.ts';
import { deliverListKeys, deliverSiteKeys, ListKeys, reportedKeys } from '../../src/fleet/keys/index.ts';
import { addListKey, openListKeys, retireListKeys } from '../../src/fleet/lists/list-key.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';
import { FleetBench } from './fleet-bench.ts';

const db = await testDatabase();
const bench = await new FleetBench(db).start();
const vault = testVault();
await vault.prepare(db.jobs);
after(async () => {
  await bench.stop();
  await db.close();
});

const trusted = listPublicText(bench.keys.publicKey);
const log = pino({ level: 'silent' });
const listKeys = new ListKeys([bench.keys.privateKey]);
let now = new Date('2026-11-22T06:00:00Z');

/** A gateway of a site with a key, that says which keys it has. */
async function gateway(id: string) {
  const { school, site } = await bench.gateway(id);
  const [first] = await siteKeys(db.jobs, vault, site);
  const own = newSealingKey();
  const sealing = sealingPublicText(own);
  const say = async (change: Partial<KeyReport> = {}) => {
    const keys = {
      sealing,
      proof: proveSealingKey(first!.key, id, sealing),
      site: [first!.id],
      used: first!.id,
      lists: [trusted],
      serial: 0,
      ...change,
    };
    bench.say(id, school, 'state', { v: 1, kind: 'heartbeat', connection: `c-${id}`, keys });
    await bench.until(async () => {
      const [known] = await reportedKeys(db.jobs, site);
      return isDeepStrictEqual(known?.keys, keys);
    });
  };
  await say();
  const deliver = async () =>
    deliverSiteKeys({ db: db.jobs, vault, listKeys, now, log }, await reportedKeys(db.jobs, site));
  const documents = async () => {
    const rows = await db.owner
      .selectFrom('gateway_command')
      .select('args')
      .where('gateway', '=', id)
      .where('name', '=', 'rotate_key')
      .orderBy('issued_at')
      .execute();
    return rows.map(({ args }) => (args as unknown as { document: string }).document);
  };
  return { school, site, first: first!, own, sealing, say, deliver, documents };
}

test('a new site key is sealed to each gateway that lacks it, once', async () => {
  const { site, first, own, say, deliver, documents } = await gateway('plain');
  assert.equal(await deliver(), 0, 'a site with one key has nothing to send');
  await addSiteKey(db.jobs, vault, site);
  const [, second] = await siteKeys(db.jobs, vault, site);
  assert.equal(await deliver(), 1);
  assert.equal(await deliver(), 0, 'it is on its way');
  const [text] = await documents();
  const { document } = openKeyDocument(text!, [listPublicKey(trusted)], 'plain');
  assert.deepEqual(openSiteKey(document as SiteKeyDocument, own), second!.bytes);
  await say({ site: [first.id, second!.id] });
  now = new Date(now.getTime() + 3_600_000);
  assert.equal(await deliver(), 0, 'it has it');
});

test('a document that came to nothing is sent again, and not at every look', async () => {
  const { site, deliver, documents } = await gateway('deaf');
  await addSiteKey(db.jobs, vault, site);
  assert.equal(await deliver(), 1);
  const answered = { result: 'refused' as const, code: 'key_not_kept', answered_at: now.getTime() };
  await db.owner.updateTable('gateway_command').set(answered).where('gateway', '=', 'deaf').execute();
  assert.equal(await deliver(), 0);
  now = new Date(now.getTime() + 11 * 60_000);
  assert.equal(await deliver(), 1);
  assert.equal((await documents()).length, 2);
});

test('nothing is sealed to a pair that nobody at the site has vouched for', async () => {
  const { site, first, say, deliver } = await gateway('false');
  await addSiteKey(db.jobs, vault, site);
  const strange = sealingPublicText(newSealingKey());
  await say({ sealing: strange });
  assert.equal(await deliver(), 0, 'the proof is of another sealing key');
  await say({ sealing: strange, proof: proveSealingKey(siteKeyOf(randomBytes(32)), 'false', strange) });
  assert.equal(await deliver(), 0, 'the proof is under another site’s key');
  await say({ sealing: strange, proof: proveSealingKey(first.key, 'false', strange) });
  assert.equal(await deliver(), 1, 'a gateway that was set up anew is believed');
});

test('list keys: every gateway hears of the new one from the old, and of the end of the old from the new', async () => {
  const { site, say, documents } = await gateway('lists');
  const newer = generateKeyPairSync('ed25519').privateKey;
  const text = listPublicText(newer);
  const both = new ListKeys([bench.keys.privateKey, newer]);
  const deliver = async (keys: ListKeys) =>
    deliverListKeys({ db: db.jobs, listKeys: keys, now, log }, await reportedKeys(db.jobs, site));
  const last = async () => (await documents()).at(-1)!;

  assert.equal(await deliver(listKeys), 0);
  assert.equal(both.signer([trusted]).text, trusted, 'its lists are of the key that it trusts');
  assert.equal(await deliver(both), 1);
  const told = openKeyDocument(await last(), [bench.keys.publicKey], 'lists').document;
  assert.deepEqual(told.kind === 'list_keys' && [told.serial, told.keys], [1, [trusted, text]]);

  await say({ lists: [trusted, text], serial: 1 });
  assert.equal(both.signer([trusted, text]).text, text);
  assert.equal(await deliver(both), 0);
  const only = new ListKeys([newer]);
  now = new Date(now.getTime() + 1);
  assert.equal(await deliver(only), 1);
  const end = openKeyDocument(await last(), [listPublicKey(text)], 'lists').document;
  assert.deepEqual(end.kind === 'list_keys' && [end.serial, end.keys], [2, [text]]);

  await say({ lists: [trusted], serial: 1 });
  assert.equal(await deliver(only), 0, 'who trusts none of ours is beyond reach');
});

test('a gateway that fails stops none of those that follow', async () => {
  const { site, first, say, documents } = await gateway('follower');
  await addSiteKey(db.jobs, vault, site);
  await say({ lists: [trusted] });
  const [known] = await reportedKeys(db.jobs, site);
  const keys = known!.keys!;
  const proof = proveSealingKey(first.key, 'gone', keys.sealing);
  const both = [{ gateway: 'gone', site, keys: { ...keys, proof } }, known!];
  const parts = { db: db.jobs, vault, now, log };
  await assert.rejects(deliverSiteKeys({ ...parts, listKeys }, both), AggregateError);
  assert.equal((await documents()).length, 1);
  const newer = new ListKeys([bench.keys.privateKey, generateKeyPairSync('ed25519').privateKey]);
  await assert.rejects(deliverListKeys({ ...parts, listKeys: newer }, both), AggregateError);
  assert.equal((await documents()).length, 2);
});

test('a gateway that was only entered for later is not waited for', async () => {
  const { site } = await gateway('present');
  const known = async () => (await reportedKeys(db.jobs, site)).map((one) => one.gateway);
  const { school, building } = await db.owner
    .selectFrom('gateway')
    .select(['school', 'building'])
    .where('id', '=', 'present')
    .executeTakeFirstOrThrow();
  await db.owner
    .insertInto('gateway')
    .values({ id: 'next-month', school, site, building, name: 'G' })
    .execute();
  assert.deepEqual(await known(), ['present']);
  bench.say('next-month', school, 'state', { v: 1, kind: 'birth', connection: 'c-next' });
  await bench.until(async () => (await known()).length === 2);
});

test('the folder of list keys: the next one, and the end of the older ones', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-list-keys-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const texts = async () => (await openListKeys(folder, {})).map(listPublicText);
  const [first] = await texts();
  const keys = await ListKeys.open(folder, {});
  await addListKey(folder, {});
  const [older, newer] = await texts();
  assert.equal(older, first);
  assert.equal(keys.all.length, 1);
  await keys.refresh();
  assert.deepEqual(
    keys.all.map(({ text }) => text),
    [older, newer],
    'it counts without a restart',
  );
  await retireListKeys(folder, {});
  assert.deepEqual(await texts(), [newer]);
  await addListKey(folder, {});
  assert.equal((await texts()).length, 2, 'a retired number is not given again');
  assert.deepEqual(readdirSync(folder).sort(), [
    'list-signing-2.pem',
    'list-signing-3.pem',
    'list-signing.pem.retired',
  ]);
});

test('list keys of the environment are the operator’s to change', async () => {
  const pem = () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const environment = { VRATAR_LIST_KEY: `${pem()}${pem()}` };
  assert.equal((await openListKeys('/nowhere', environment)).length, 2);
  const refused = (error: { code?: string }) => error.code === 'list_keys_given';
  await assert.rejects(addListKey('/nowhere', environment), refused);
  await assert.rejects(retireListKeys('/nowhere', environment), refused);
});
