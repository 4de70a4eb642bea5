import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { cardKeyId, cardOfUid, cardToken, siteKeyOf } from '@vratar/protocol/cards';
import {
  isProven,
  type KeyDocument,
  sealingPublicKey,
  signKeyDocument,
  siteKeyDocument,
} from '@vratar/protocol/keys';
import { listPublicText } from '@vratar/protocol/lists';
import { pino } from 'pino';
import { KeyRing } from '../../src/keys/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const GATEWAY = 'north';
const [first, second] = [randomBytes(32), randomBytes(32)];
const idOf = (bytes: Buffer): string => cardKeyId(siteKeyOf(bytes));
const [FIRST, SECOND] = [idOf(first), idOf(second)];
const [cloud, newer, stranger] = [1, 2, 3].map(() => generateKeyPairSync('ed25519').privateKey);
const textOf = (key: KeyObject | undefined): string => listPublicText(key!);
const read = cardOfUid(Buffer.from('04a1b2c3d4e5f6', 'hex'));
const card = read.ok ? read.card : assert.fail();

function rig(t: TestContext) {
  const rings: KeyRing[] = [];
  // Before the folder goes, which it does in the hook that comes next.
  t.after(() => Promise.all(rings.map((ring) => ring.settled())));
  const file = join(temporaryFolder(t), 'keys.json');
  const open = (siteKey = first.toString('hex'), listKeys = [textOf(cloud)]) => {
    const ring = new KeyRing({ file, gateway: GATEWAY, siteKey, listKeys, log: pino({ level: 'silent' }) });
    rings.push(ring);
    return ring;
  };
  const ring = open();
  const isKnown = (one: KeyRing, bytes: Buffer) => one.token(card) === cardToken(siteKeyOf(bytes), card);
  return { file, open, ring, isKnown };
}

const sign = (document: KeyDocument, key = cloud): string => signKeyDocument(document, key!);
const sealedFor = (ring: KeyRing, bytes = second, gateway = GATEWAY): KeyDocument =>
  siteKeyDocument(gateway, sealingPublicKey(ring.report().sealing), bytes);
const refused = (code: string) => (error: { code?: string }) => error.code === code;

test('a received key counts from the list that names it, and the old one is forgotten after', async (t) => {
  const { ring, open, isKnown, file } = rig(t);
  ring.follow([FIRST]);
  assert.deepEqual(await ring.take(sign(sealedFor(ring))), { kind: 'site_key', key: SECOND });
  assert.ok(isKnown(ring, first), 'not before a list says so');
  assert.deepEqual(ring.report().site, [FIRST, SECOND]);

  ring.follow([FIRST, SECOND]);
  assert.ok(isKnown(ring, second));
  const again = open();
  again.follow([FIRST, SECOND]);
  assert.ok(isKnown(again, second), 'it survives a restart');

  ring.follow([SECOND]);
  assert.deepEqual([ring.report().site, ring.report().used], [[SECOND], SECOND]);
  await assert.rejects(ring.take(sign(sealedFor(ring, first))), refused('key_given_up'));
  const restarted = open();
  assert.ok(restarted.report().site.includes(FIRST), 'before the list is read, every key may be the one');
  restarted.follow([SECOND]);
  assert.deepEqual(restarted.report().site, [SECOND]);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a gateway without the newest key goes on with the one that it has', (t) => {
  const { ring, isKnown } = rig(t);
  for (const listed of [undefined, [FIRST], [FIRST, SECOND]]) {
    ring.follow(listed);
    assert.ok(isKnown(ring, first));
  }
  assert.ok(ring.knows([FIRST, SECOND]));
  assert.ok(ring.knows(undefined));
  assert.ok(!ring.knows([SECOND]), 'a list without its key is none for it');
});

test('a received key that is retired leaves the file', async (t) => {
  const third = randomBytes(32);
  const { ring, file } = rig(t);
  ring.follow([FIRST]);
  await ring.take(sign(sealedFor(ring)));
  ring.follow([FIRST, SECOND]);
  await ring.take(sign(sealedFor(ring, third)));
  ring.follow([SECOND, idOf(third)]);
  ring.follow([idOf(third)]);
  await assert.rejects(ring.take(sign(sealedFor(ring, third))), refused('key_known'));
  const kept = readFileSync(file, 'utf8');
  assert.ok(kept.includes(third.toString('hex')));
  assert.ok(!kept.includes(second.toString('hex')));
});

test('a refused or repeated key changes nothing', async (t) => {
  const { ring } = rig(t);
  ring.follow([FIRST]);
  const before = ring.report();
  const good = sealedFor(ring);
  const refusals: [string, string][] = [
    [sign(good, stranger), 'key_signature'],
    ['', 'key_signature'],
    [sign(sealedFor(ring, second, 'south')), 'key_foreign'],
    [sign(sealedFor(ring, first)), 'key_known'],
  ];
  for (const [text, code] of refusals) {
    await assert.rejects(ring.take(text), refused(code));
    assert.deepEqual(ring.report(), before);
  }
  await ring.take(sign(good));
  await assert.rejects(ring.take(sign(good)), refused('key_known'));
});

test('what was sealed to another pair is not ours', async (t) => {
  const [{ ring }, other] = [rig(t), rig(t)];
  await assert.rejects(ring.take(sign(sealedFor(other.ring))), refused('key_not_ours'));
});

test('a key that the disk does not take changes nothing', async (t) => {
  const { ring, file } = rig(t);
  await assert.rejects(ring.take('x'), refused('key_signature'));
  // A folder in the way of the file that takes its place, as root may write anything else.
  rmSync(file, { force: true });
  mkdirSync(join(file, 'in-the-way'), { recursive: true });
  const before = ring.report();
  await assert.rejects(ring.take(sign(sealedFor(ring))), refused('key_not_kept'));
  assert.deepEqual(ring.report(), before);
});

test('list keys: the newer one is introduced by the older, and the older retired by the newer', async (t) => {
  const { ring, open } = rig(t);
  const keys = (serial: number, ...some: (KeyObject | undefined)[]): KeyDocument => ({
    kind: 'list_keys',
    v: 1,
    gateway: GATEWAY,
    serial,
    keys: some.map(textOf),
  });
  await assert.rejects(ring.take(sign(keys(1, cloud, newer), newer)), refused('key_signature'));
  assert.deepEqual(await ring.take(sign(keys(1, cloud, newer))), { kind: 'list_keys', serial: 1 });
  assert.deepEqual(ring.listKeys, [cloud, newer].map(textOf));
  await assert.rejects(ring.take(sign(keys(2, cloud), newer)), refused('key_locks_out'));
  await assert.rejects(ring.take(sign(keys(1, cloud), cloud)), refused('key_serial'));
  await ring.take(sign(keys(2, newer), newer));
  assert.deepEqual(ring.listKeys, [textOf(newer)]);
  await assert.rejects(ring.take(sign(keys(3, cloud), cloud)), refused('key_signature'));
  assert.deepEqual(open().listKeys, [textOf(newer)], 'it survives a restart');
  const byHand = [textOf(stranger)];
  assert.deepEqual(open(undefined, byHand).listKeys, byHand, 'what an installer enters afterwards wins');
});

test('the report proves under the key in use whose sealing key it is', async (t) => {
  const { ring } = rig(t);
  const { sealing, proof } = ring.report();
  assert.ok(isProven(siteKeyOf(first), GATEWAY, sealing, proof));
  await ring.take(sign(sealedFor(ring)));
  ring.follow([FIRST, SECOND]);
  const after = ring.report();
  assert.equal(after.sealing, sealing);
  assert.ok(isProven(siteKeyOf(second), GATEWAY, sealing, after.proof));
});

test('a damaged file costs the received keys, not the gate', async (t) => {
  const { ring, open, file, isKnown } = rig(t);
  await ring.take(sign(sealedFor(ring)));
  for (const text of ['', '{"v":1}', JSON.stringify({ v: 1, sealing: 'x', site: [], named: [] })]) {
    writeFileSync(file, text);
    chmodSync(file, 0o600);
    const again = open();
    again.follow([FIRST, SECOND]);
    assert.ok(isKnown(again, first));
    await assert.rejects(again.take('x'), refused('key_signature'));
    assert.deepEqual(open().report().sealing, again.report().sealing, 'a new pair is kept at once');
  }
});
