import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resample } from '../../src/line/index.ts';
import { TestAcu } from '../support/acu.ts';
import { hex, toHex } from '../support/bytes.ts';
import { Rig } from '../support/rig.ts';

const POLL = 'FF 53 00 08 00 04 60 EB AA';

test('bit errors come at their rate, and the same seed gives the same ones', () => {
  const flipped = (): number => {
    const rig = new Rig(115_200);
    let count = 0;
    rig.bus.setFaults({ echo: true, bitErrorRate: 0.01 });
    for (let i = 0; i < 100; i++) {
      const heard = hex(rig.exchange(new Uint8Array(100)).hex);
      for (const byte of heard) count += byte.toString(2).replaceAll('0', '').length;
    }
    return count;
  };
  const first = flipped();
  assert.ok(Math.abs(first - 800) < 150, `${first} of 80000 bits`);
  assert.equal(flipped(), first);
});

test('lost and doubled bytes', () => {
  const rig = new Rig();
  rig.bus.setFaults({ echo: true, lostByteRate: 1 });
  assert.equal(rig.exchange(POLL).hex, '');
  rig.bus.setFaults({ lostByteRate: 0, doubledByteRate: 1 });
  assert.equal(rig.exchange('01 02').hex, '01010202');
});

test('echo gives the ACU its own bytes before the answer', () => {
  const rig = new Rig();
  rig.addPd();
  rig.bus.setFaults({ echo: true });
  assert.ok(rig.exchange(POLL).hex.startsWith(`${toHex(hex(POLL))}ff5380`));
});

test('a cut cable is silence, and mending it heals', () => {
  const rig = new Rig();
  rig.addPd();
  rig.bus.setFaults({ cut: true });
  assert.equal(rig.exchange(POLL).hex, '');
  rig.bus.setFaults({ cut: false });
  assert.notEqual(rig.exchange(POLL).hex, '');
});

test('spurious bytes come on the idle line at their rate', () => {
  const rig = new Rig();
  let count = 0;
  rig.bus.connectAcu((bytes) => {
    count += bytes.length;
  });
  rig.bus.setFaults({ spuriousPerSecond: 10 });
  rig.clock.advance(100_000);
  assert.ok(Math.abs(count - 1000) < 150, `${count} bytes`);
  rig.bus.setFaults({ spuriousPerSecond: 0 });
  count = 0;
  rig.clock.advance(10_000);
  assert.equal(count, 0);
});

test('a device finds the next frame after noise and after half a frame', () => {
  const rig = new Rig();
  rig.addPd();
  rig.exchange('53 00 08 00');
  assert.notEqual(rig.exchange(POLL).hex, '');
  rig.bus.fromAcu(hex('00 FF 53 17'));
  rig.clock.advance(25);
  assert.equal(new TestAcu(rig).send({ kind: 'POLL' })?.kind, 'ACK');
});

// Worked out on paper from the levels on the wire.
test('a receiver at another speed hears other bytes', () => {
  assert.equal(toHex(resample(hex('55'), 9600, 9600)), '55');
  assert.equal(
    toHex(resample(hex('00'), 9600, 19_200)),
    '',
    'low where the stop bit should be: a framing error',
  );
  assert.equal(toHex(resample(hex('ff'), 9600, 19_200)), 'fe', 'the start bit lasts two bit times');
});
