import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_KEY, decodeFrame } from '@vratar/protocol/osdp';
import { Random } from '../../src/random/index.ts';
import { TestAcu } from '../support/acu.ts';
import { hex } from '../support/bytes.ts';
import { Rig } from '../support/rig.ts';

const POLL = { kind: 'POLL' } as const;

test('BUSY comes in clear with sequence 0, and the same command is taken afterwards', () => {
  const rig = new Rig();
  const pd = rig.addPd({ security: 'required', install: true });
  const acu = new TestAcu(rig);
  assert.ok(acu.openSession(DEFAULT_KEY, 'default'));
  pd.setFaults({ busyRate: 1 });
  assert.equal(acu.send(POLL)?.kind, 'BUSY');
  pd.setFaults({ busyRate: 0 });
  assert.equal(acu.repeat()?.kind, 'ACK');
});

test('a wrong sequence number goes out when asked for', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  rig.exchange('53 00 08 00 04 60 EB AA');
  pd.setFaults({ wrongSequenceRate: 1 });
  const frame = decodeFrame(hex(rig.exchange('53 00 08 00 05 60 DA 99').hex.slice(2)));
  assert.equal(frame.ok && frame.frame.sequence, 2);
});

test('a truncated reply, a bad check, a mute and a slow device', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const acu = new TestAcu(rig);
  const whole = rig.exchange('53 00 08 00 04 60 EB AA');
  pd.setFaults({ truncateRate: 1 });
  assert.equal(acu.send(POLL), undefined);
  pd.setFaults({ truncateRate: 0, badCheckRate: 1 });
  assert.equal(acu.send(POLL), undefined);
  pd.setFaults({ badCheckRate: 0, mute: true });
  assert.equal(acu.send(POLL), undefined);
  pd.setFaults({ mute: false, slowMs: 100 });
  assert.ok(rig.exchange('53 00 08 00 04 60 EB AA').atMs > whole.atMs + 99);
  pd.setFaults({ slowMs: 0 });
  pd.muteUntil(rig.clock.now() + 500);
  assert.equal(acu.send(POLL), undefined);
  assert.equal(acu.send(POLL)?.kind, 'ACK');
});

test('a NAK goes out when asked for', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  pd.setFaults({ nakRate: 1, nakCode: 9 });
  assert.deepEqual(new TestAcu(rig).send(POLL), { kind: 'NAK', error: 9, details: hex('') });
});

test('a refused command was received: the conversation goes on behind it', () => {
  const rig = new Rig();
  const pd = rig.addPd({ security: 'required', install: true });
  const acu = new TestAcu(rig);
  assert.ok(acu.openSession(DEFAULT_KEY, 'default'));
  pd.setFaults({ nakRate: 1 });
  assert.deepEqual(acu.send(POLL), { kind: 'NAK', error: 3, details: hex('') });
  pd.setFaults({ nakRate: 0 });
  assert.equal(acu.send(POLL)?.kind, 'ACK');
  assert.equal(acu.send(POLL)?.kind, 'ACK');
});

test('a reboot in the middle of a reply cuts it', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const whole = rig.exchange('53 00 08 00 04 60 EB AA').hex;
  pd.setFaults({ rebootRate: 1 });
  const cut = rig.exchange('53 00 08 00 04 60 EB AA').hex;
  assert.ok(cut.length > 0 && cut.length < whole.length && whole.startsWith(cut));
});

test('two devices at one address spoil each other, unless they answer alike to the bit', () => {
  const alike = new Rig();
  alike.addPd();
  alike.addPd();
  assert.equal(new TestAcu(alike).send(POLL)?.kind, 'ACK');
  const rig = new Rig();
  rig.addPd({}, { random: new Random(5) });
  rig.addPd({}, { random: new Random(6), turnaroundMs: 2.5 });
  assert.equal(new TestAcu(rig).send(POLL), undefined);
});

test('several devices on one bus answer only for themselves', () => {
  const rig = new Rig();
  for (let address = 0; address < 4; address++) rig.addPd({ address });
  for (const address of [3, 1, 0, 2]) assert.equal(new TestAcu(rig, address).send(POLL)?.kind, 'ACK');
  assert.equal(new TestAcu(rig, 9).send(POLL), undefined);
});

test('a device that is still answering hears nothing: a hasty repetition changes nothing', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  pd.setFaults({ slowMs: 100 });
  rig.bus.fromAcu(hex('53 00 08 00 04 60 EB AA'));
  rig.clock.advance(50);
  assert.equal(rig.exchange('53 00 08 00 04 60 EB AA').hex, rig.exchange('53 00 08 00 04 60 EB AA').hex);
});
