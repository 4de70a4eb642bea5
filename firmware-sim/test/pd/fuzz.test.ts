import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_KEY } from '@vratar/protocol/osdp';
import { Random } from '../../src/random/index.ts';
import { TestAcu } from '../support/acu.ts';
import { hex } from '../support/bytes.ts';
import { Rig } from '../support/rig.ts';

const SEEDS = [
  '53 00 08 00 04 60 EB AA',
  '53 00 10 00 06 68 00 03 64 00 01 06 78 00 0B 5B',
  '53 7F 0D 00 04 6E 00 80 25 00 00 6E 38',
  '53 00 13 00 0D 03 11 00 76 CD CD 92 12 12 D3 EE 6A 8C 8B',
  '53 00 18 00 06 7C 03 E8 03 00 00 0A 00 00 00 05 00 01 02 03 04 05 59 21',
].map(hex);

/** Frames of the corpus with a few bytes changed, cut or repeated, and plain noise between them. */
function hostile(random: Random): Uint8Array {
  const frame = Array.from(random.pick(SEEDS));
  for (let i = random.int(0, 3); i > 0; i--) frame[random.int(0, frame.length - 1)] = random.int(0, 255);
  const cut = random.chance(0.2) ? frame.slice(0, random.int(0, frame.length)) : frame;
  return Uint8Array.from([...random.bytes(random.int(0, 6)), ...cut]);
}

test('no bytes upset a device: it goes on, and opens a session afterwards', () => {
  const rig = new Rig(115_200);
  const pd = rig.addPd({ baud: 115_200, security: 'required', install: true });
  rig.bus.setFaults({ bitErrorRate: 0.001, lostByteRate: 0.001, doubledByteRate: 0.001 });
  const random = new Random(42);
  for (let i = 0; i < 20_000; i++) {
    rig.bus.fromAcu(hostile(random));
    rig.clock.advance(random.int(0, 8));
  }
  rig.clock.advance(1000);
  rig.bus.setFaults({ bitErrorRate: 0, lostByteRate: 0, doubledByteRate: 0 });
  assert.equal(pd.view().powered, true);
  const acu = new TestAcu(rig, pd.address);
  rig.bus.setAcuBaud(pd.baud);
  assert.ok(acu.openSession(DEFAULT_KEY, 'default'));
  assert.equal(acu.send({ kind: 'POLL' })?.kind, 'ACK');
});
