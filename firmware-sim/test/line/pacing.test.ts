import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rig } from '../support/rig.ts';

const POLL = 'FF 53 00 08 00 04 60 EB AA';

/** B(n) of DESIGN.md: ten bits for each byte. */
const wire = (bytes: number, baud: number): number => (bytes * 10_000) / baud;

for (const baud of [9600, 115_200]) {
  for (const turnaroundMs of [0, 17]) {
    test(`a poll and its answer take ten bits a byte at ${baud} baud and ${turnaroundMs} ms turnaround`, () => {
      const rig = new Rig(baud);
      rig.addPd({ baud }, { turnaroundMs });
      const { atMs } = rig.exchange(POLL);
      assert.ok(Math.abs(atMs - (wire(18, baud) + turnaroundMs)) < 1e-6, `took ${atMs} ms`);
    });
  }
}

test('bytes written while others are on the wire wait for them', () => {
  const rig = new Rig();
  rig.addPd();
  rig.bus.fromAcu(Uint8Array.of(0xff, 0xff));
  const { atMs } = rig.exchange(POLL);
  assert.ok(Math.abs(atMs - wire(20, 9600)) < 1e-6);
});

test('long messages come in pieces', () => {
  const rig = new Rig();
  rig.addPd();
  const pieces: number[] = [];
  rig.bus.connectAcu((bytes) => pieces.push(bytes.length));
  rig.exchange('53 00 09 00 04 61 00 C0 66');
  assert.ok(pieces.length > 3);
  assert.ok(Math.max(...pieces) <= 3);
});

test('a device answers with what is true when it begins to answer, not when it was asked', () => {
  const rig = new Rig();
  const pd = rig.addPd({}, { turnaroundMs: 17 });
  const card = { reader: 0, format: 1, bits: 26, data: Uint8Array.of(0xab, 0xcd, 0xef, 0x80) };
  const askedAt = wire(9, 9600);
  rig.clock.at(askedAt + 16.9, () => pd.present(card));
  assert.match(rig.exchange(POLL).hex, /^ff538010000450/i);
});

test('a device that loses power while it thinks says nothing', () => {
  const rig = new Rig();
  const pd = rig.addPd({}, { turnaroundMs: 17 });
  rig.clock.at(wire(9, 9600) + 5, () => pd.powerCycle(1));
  assert.equal(rig.exchange(POLL).hex, '');
});
