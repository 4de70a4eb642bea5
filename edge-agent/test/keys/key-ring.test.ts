import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
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
import { lookForKeys, tellKeyAlarms } from '../../src/gate/key-alarms.ts';
import type { Runtime } from '../../src/gate/runtime.ts';
import { KeyRing } from '../../src/keys/index.ts';
import { Bench } from '../core/support/bench.ts';
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
    const log = pino({ level: 'silent' });
    const ring = new KeyRing({ file, gateway: GATEWAY, siteKey, listKeys, stamp: 'now', log });
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
  await ring.settled();
  const again = open();
  again.follow([FIRST, SECOND]);
  assert.ok(isKnown(again, second), 'it survives a restart');

  ring.follow([SECOND]);
  assert.deepEqual([ring.report().site, ring.report().used], [[SECOND], SECOND]);
  await assert.rejects(ring.take(sign(sealedFor(ring, first))), refused('key_given_up'));
  await Promise.all([ring.settled(), again.settled()]);
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
  await ring.settled();
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

test('a list that comes in while a key is being written wins over what is written', async (t) => {
  const third = randomBytes(32);
  const { ring, file, open } = rig(t);
  ring.follow([FIRST]);
  await ring.take(sign(sealedFor(ring)));
  ring.follow([FIRST, SECOND]);
  await ring.settled();
  const taking = ring.take(sign(sealedFor(ring, third)));
  // Microtasks only: the key is on its way to the disk, and no write can end among them.
  for (let n = 0; n < 20; n++) await null;
  ring.follow([FIRST]);
  await taking;
  await ring.settled();
  assert.deepEqual(ring.report().site, [FIRST, idOf(third)]);
  const kept = readFileSync(file, 'utf8');
  assert.ok(kept.includes(third.toString('hex')) && !kept.includes(second.toString('hex')));
  ring.follow([FIRST, idOf(third)]);
  ring.follow([FIRST]);
  await ring.settled();
  const again = open();
  again.follow([FIRST]);
  assert.deepEqual(again.report().site, [FIRST]);
});

test('of a full memory what was retired long ago makes room, and the list in force stays', async (t) => {
  const { ring, open } = rig(t);
  const long = [FIRST, ...Array.from({ length: 15 }, () => idOf(randomBytes(32)))];
  ring.follow(long);
  await ring.settled();
  ring.follow([FIRST, SECOND]);
  await ring.settled();
  const again = open();
  again.follow([FIRST]);
  await assert.rejects(again.take(sign(sealedFor(again))), refused('key_given_up'));
  again.follow([long[1]!]);
  assert.deepEqual(again.report().site, [], 'that the installed key was in use is remembered, too');
});

test('a damaged file costs the received keys, not the gate, and is put aside', async (t) => {
  const { ring, open, file, isKnown } = rig(t);
  await ring.take(sign(sealedFor(ring)));
  for (const [n, text] of [
    '',
    '{"v":1}',
    JSON.stringify({ v: 1, sealing: 'x', site: [], named: [] }),
  ].entries()) {
    writeFileSync(file, text);
    chmodSync(file, 0o600);
    const again = open();
    assert.equal(again.trouble?.kind, 'damaged');
    const aside = `${file}.damaged-now${n === 0 ? '' : `-${n}`}`;
    assert.deepEqual([again.trouble.aside, readFileSync(aside, 'utf8')], [aside, text]);
    again.follow([FIRST, SECOND]);
    assert.ok(isKnown(again, first));
    await again.settled();
    const sound = open();
    assert.equal(sound.trouble, undefined);
    assert.deepEqual(sound.report().sealing, again.report().sealing, 'a new pair is kept at once');
  }
});

test('over a file that cannot be read nothing is written, and the gate goes on', async (t) => {
  const { ring, open, file, isKnown } = rig(t);
  await ring.take(sign(sealedFor(ring)));
  const whole = `${file}.whole`;
  renameSync(file, whole);
  // Root may read anything; nobody may read through a link that leads to itself.
  symlinkSync(file, file);
  const blind = open();
  assert.equal(blind.trouble?.kind, 'unreadable');
  blind.follow([FIRST]);
  assert.ok(isKnown(blind, first));
  await assert.rejects(blind.take(sign(sealedFor(blind))), refused('key_not_kept'));
  await blind.settled();
  assert.ok(lstatSync(file).isSymbolicLink(), 'it is as it was');
  renameSync(whole, file);
  const again = open();
  assert.deepEqual([again.trouble, again.report().sealing], [undefined, ring.report().sealing]);
  assert.ok(again.report().site.includes(SECOND));
});

test('a file that cannot be read is tried again, and counts from then on', async (t) => {
  const { ring, open, file, isKnown } = rig(t);
  await ring.take(sign(sealedFor(ring)));
  const whole = `${file}.whole`;
  renameSync(file, whole);
  symlinkSync(file, file);
  const blind = open();
  blind.follow([FIRST, SECOND]);
  assert.ok(isKnown(blind, first), 'with the installed key');
  assert.equal(await blind.lookAgain(), false);
  unlinkSync(file);
  writeFileSync(file, 'torn');
  assert.equal(await blind.lookAgain(), false);
  assert.equal(readFileSync(file, 'utf8'), 'torn', 'what is none of ours waits for the next start');
  renameSync(whole, file);
  assert.equal(await blind.lookAgain(), true);
  assert.equal(await blind.lookAgain(), false, 'once is enough');
  assert.equal(blind.trouble, undefined);
  assert.ok(isKnown(blind, second), 'the list in force counts for the keys that were read');
  assert.deepEqual(blind.report().sealing, ring.report().sealing);
  await blind.settled();
  blind.follow([SECOND]);
  await blind.settled();
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')).named, [FIRST, SECOND], 'and it is written again');
});

test('a file that could not be read and is gone is written anew', async (t) => {
  const { open, file, ring } = rig(t);
  await ring.settled();
  unlinkSync(file);
  symlinkSync(file, file);
  const blind = open();
  unlinkSync(file);
  assert.equal(await blind.lookAgain(), true);
  await blind.settled();
  assert.deepEqual(open().report().sealing, blind.report().sealing);
});

test('the alarm of a file that cannot be read ends when it can', async (t) => {
  const { open, file, ring } = rig(t);
  await ring.settled();
  const whole = `${file}.whole`;
  renameSync(file, whole);
  symlinkSync(file, file);
  const keys = open();
  const gate = new Bench();
  const runtime: Pick<Runtime, 'run'> = { run: (call) => gate.take(call(gate.core, gate.now)) };
  tellKeyAlarms(runtime, keys);
  await lookForKeys(runtime, keys);
  assert.deepEqual(gate.activeAlarms(), ['keys_unreadable keys']);
  renameSync(whole, file);
  await lookForKeys(runtime, keys);
  assert.deepEqual(gate.activeAlarms(), []);
  assert.equal(gate.last('alarm_end').reason, 'keys_unreadable');
});

test('what is wrong with the keys is an alarm, until they are there', async (t) => {
  const { open, file, ring } = rig(t);
  await ring.settled();
  writeFileSync(file, 'x');
  const keys = open();
  const gate = new Bench();
  const runtime: Pick<Runtime, 'run'> = { run: (call) => gate.take(call(gate.core, gate.now)) };
  const tell = () => tellKeyAlarms(runtime, keys);
  keys.follow([FIRST]);
  tell();
  assert.deepEqual(gate.activeAlarms(), ['keys_damaged keys']);
  assert.equal(gate.last('alarm').data!.aside, `${file}.damaged-now`);
  keys.follow([SECOND]);
  tell();
  assert.deepEqual(gate.activeAlarms(), ['keys_damaged keys', 'card_keys_missing keys']);
  assert.deepEqual(gate.last('alarm').data!.listed, [SECOND]);
  await keys.take(sign(sealedFor(keys)));
  tell();
  assert.deepEqual(gate.activeAlarms(), ['keys_damaged keys']);
  assert.equal(gate.last('alarm_end').reason, 'card_keys_missing');
});
