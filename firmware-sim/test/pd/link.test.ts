import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_KEY, encodeCommand, encodeFrame, NAK, type Reply } from '@vratar/protocol/osdp';
import { simulatedHardware } from '../../src/pd/index.ts';
import { TestAcu } from '../support/acu.ts';
import { hex } from '../support/bytes.ts';
import { Rig } from '../support/rig.ts';

const POLL = { kind: 'POLL' } as const;
const KEY = hex('d459f02f6602e5651f3b553bc283d43e');
const CARD = { reader: 0, format: 0, bits: 32, data: hex('deadbeef') };

const nakOf = (reply: Reply | undefined): number | undefined =>
  reply?.kind === 'NAK' ? reply.error : undefined;

test('a repeated command is answered from the cache: a card is told once, and again when asked again', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const acu = new TestAcu(rig);
  acu.send(POLL);
  pd.present(CARD);
  pd.present({ ...CARD, data: hex('00c0ffee') });
  const first = acu.send(POLL);
  assert.deepEqual(acu.repeat(), first);
  assert.deepEqual((acu.send(POLL) as { data?: Uint8Array }).data, hex('00c0ffee'));
  assert.equal(acu.send(POLL)?.kind, 'ACK');
});

test('an unexpected sequence number is refused, sequence 0 starts again', () => {
  const rig = new Rig();
  rig.addPd();
  const acu = new TestAcu(rig);
  assert.equal(nakOf(acu.send(POLL, 2)), NAK.badSequence);
  assert.equal(acu.send(POLL, 0)?.kind, 'ACK');
  assert.equal(nakOf(acu.send(POLL, 3)), NAK.badSequence);
  assert.equal(acu.send(POLL, 1)?.kind, 'ACK');
});

test('another command under the number of the last one is refused, and not answered for the last one', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const acu = new TestAcu(rig);
  acu.send(POLL);
  pd.present(CARD);
  assert.equal(acu.send(POLL, 1)?.kind, 'RAW');
  assert.equal(nakOf(acu.send({ kind: 'ISTAT' }, 1)), NAK.badSequence);
});

test('a device that demands the secure channel says in clear only who it is, and no card', () => {
  const rig = new Rig();
  const pd = rig.addPd({ security: 'required', siteKey: KEY });
  const acu = new TestAcu(rig);
  pd.present(CARD);
  assert.equal(acu.send(POLL)?.kind, 'ACK');
  assert.equal(acu.send({ kind: 'ID', form: 0 })?.kind, 'PDID');
  assert.equal(nakOf(acu.send({ kind: 'ISTAT' })), NAK.securityConditionsNotMet);
  assert.ok(acu.openSession(KEY, 'site'));
  assert.equal(acu.send(POLL)?.kind, 'RAW');
  assert.equal(acu.send({ kind: 'ISTAT' })?.kind, 'ISTATR');
});

test('the default key is accepted in install mode only', () => {
  const rig = new Rig();
  rig.addPd({ security: 'required', siteKey: KEY });
  assert.equal(new TestAcu(rig).openSession(DEFAULT_KEY, 'default'), false);
});

test('a reader with a key takes the default key too while it is in install mode', () => {
  const rig = new Rig();
  rig.addPd({ security: 'required', siteKey: KEY, install: true });
  const acu = new TestAcu(rig);
  assert.ok(acu.openSession(DEFAULT_KEY, 'default'));
  assert.ok(acu.openSession(KEY, 'site'));
});

test('I10: no device takes a key in clear', () => {
  for (const security of ['plain', 'optional'] as const) {
    const rig = new Rig();
    const pd = rig.addPd({ security, siteKey: undefined, install: true });
    const acu = new TestAcu(rig);
    acu.send(POLL);
    const reply = acu.send({ kind: 'KEYSET', keyType: 1, key: KEY });
    assert.equal(nakOf(reply), NAK.securityConditionsNotMet);
    assert.equal(pd.memory.siteKey, undefined);
  }
});

test('a wrong key opens nothing', () => {
  const rig = new Rig();
  const pd = rig.addPd({ security: 'required', siteKey: KEY });
  assert.equal(new TestAcu(rig).openSession(DEFAULT_KEY, 'site'), false);
  assert.notEqual(pd.view().session, 'site');
});

for (const keysetAck of ['session', 'clear'] as const) {
  test(`a key set in install mode ends install mode (acknowledged ${keysetAck})`, () => {
    const rig = new Rig();
    const pd = rig.addPd({ security: 'required', install: true }, { habits: { keysetAck } });
    const acu = new TestAcu(rig);
    assert.ok(acu.openSession(DEFAULT_KEY, 'default'));
    assert.equal(acu.send({ kind: 'KEYSET', keyType: 1, key: KEY })?.kind, 'ACK');
    assert.equal(pd.memory.install, false);
    assert.equal(acu.openSession(DEFAULT_KEY, 'default'), false);
    assert.ok(acu.openSession(KEY, 'site'));
    assert.equal(acu.send(POLL)?.kind, 'ACK');
  });
}

test('eight seconds of silence end the session', () => {
  const rig = new Rig();
  rig.addPd({ security: 'required', siteKey: KEY });
  const acu = new TestAcu(rig);
  acu.openSession(KEY, 'site');
  rig.clock.advance(6500);
  assert.equal(acu.send(POLL)?.kind, 'ACK');
  rig.clock.advance(8001);
  assert.equal(nakOf(acu.send(POLL)), NAK.badSequence);
});

test('a power cut forgets session, outputs and reads, but not the key', () => {
  const rig = new Rig();
  const pd = rig.addPd({ security: 'required', siteKey: KEY });
  const acu = new TestAcu(rig);
  acu.openSession(KEY, 'site');
  acu.send({ kind: 'OUT', outputs: [{ output: 0, control: 'onAbortTimer', timerTenths: 0 }] });
  pd.present(CARD);
  assert.equal(pd.view().outputs[0], true);
  pd.powerCycle(500);
  assert.equal(pd.view().outputs[0], false);
  assert.equal(acu.send(POLL), undefined);
  rig.clock.advance(1000);
  assert.equal(nakOf(acu.send(POLL)), NAK.badSequence);
  assert.ok(acu.openSession(KEY, 'site'));
  assert.equal(acu.send(POLL)?.kind, 'ACK');
});

test('a card held to a reader without power leaves no trace', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  pd.powerOff();
  assert.equal(pd.present(CARD), false);
});

test('reads wait through silence of the ACU, oldest first, and the newest are lost when the room is full', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const taken = Array.from({ length: 10 }, (_, i) => pd.present({ ...CARD, data: hex(`0000000${i}`) }));
  assert.equal(taken.filter(Boolean).length, 8);
  assert.equal(pd.view().lostReads, 2);
  rig.clock.advance(60_000);
  assert.deepEqual((new TestAcu(rig).send(POLL) as { data?: Uint8Array }).data, hex('00000000'));
});

test('COMSET is answered at the old speed and holds from then on', () => {
  const rig = new Rig(9600, 9600);
  const pd = rig.addPd();
  const acu = new TestAcu(rig);
  acu.send(POLL);
  assert.deepEqual(acu.send({ kind: 'COMSET', address: 5, baud: 115_200 }), {
    kind: 'COM',
    address: 5,
    baud: 115_200,
  });
  assert.equal(pd.baud, 115_200);
  const moved = new TestAcu(rig, 5);
  assert.equal(moved.send(POLL), undefined, 'the ACU still speaks at the old speed');
  rig.bus.setAcuBaud(115_200);
  moved.restart();
  assert.equal(moved.send(POLL)?.kind, 'ACK');
});

test('a speed that no device knows is answered with the one that stays', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const reply = new TestAcu(rig).send({ kind: 'COMSET', address: 1, baud: 12_345 });
  assert.deepEqual(reply, { kind: 'COM', address: 1, baud: 9600 });
  assert.equal(pd.baud, 9600);
});

test('an OUT that names a missing output is refused whole', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const order = { control: 'onAbortTimer', timerTenths: 0 } as const;
  const reply = new TestAcu(rig).send({
    kind: 'OUT',
    outputs: [
      { output: 0, ...order },
      { output: 60, ...order },
    ],
  });
  assert.equal(nakOf(reply), NAK.cannotProcess);
  assert.equal(pd.view().outputs[0], false);
});

test('inputs are told when they change, and whenever asked', () => {
  const rig = new Rig();
  const pd = rig.addPd();
  const acu = new TestAcu(rig);
  pd.setInput(2, 'active');
  const told = acu.send(POLL);
  assert.equal(told?.kind === 'ISTATR' ? told.inputs[2] : undefined, 'active');
  assert.equal(acu.send(POLL)?.kind, 'ACK');
  const asked = acu.send({ kind: 'ISTAT' });
  assert.equal(asked?.kind === 'ISTATR' ? asked.inputs[2] : undefined, 'active');
});

test('answers its own maker’s commands with MFGREP, and refuses those of others', () => {
  const rig = new Rig();
  const maker = { vendor: Uint8Array.of(0x00, 0x06, 0x8e), answer: Uint8Array.of(0xca, 0xfe) };
  rig.addPd({}, { hardware: { ...simulatedHardware, maker } });
  const ask = (vendor: Uint8Array) => {
    const mfg = encodeCommand({ kind: 'MFG', vendor, data: Uint8Array.of(1) });
    return rig.exchange(encodeFrame({ address: 0, sequence: 0, check: 'crc' }, { reply: false, ...mfg })).hex;
  };
  assert.match(ask(maker.vendor), /^ff53800d0004900\w*068ecafe/);
  assert.match(ask(Uint8Array.of(1, 2, 3)), /^ff53800900044103/);
});
