import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawReader, readingOf } from '../../src/cards/index.ts';
import { Random } from '../../src/random/index.ts';
import { toHex } from '../support/bytes.ts';

const random = new Random(1);

// Literal bits, worked out apart from the codec: parity bits first and last, the number between them, first bit highest.
const table = [
  ['04A1B2C3D4E5F6', rawReader, 0, 56, '04a1b2c3d4e5f6'],
  ['04A1B2C3D4E5F6', { uidAs: 'raw', uidOrder: 'uid0_last' }, 0, 56, 'f6e5d4c3b2a104'],
  ['DEADBEEF', rawReader, 0, 32, 'deadbeef'],
  ['123,45678', rawReader, 1, 26, 'bdd93740'],
  ['DEADBEEF', { uidAs: 'wiegand34', uidOrder: 'uid0_first' }, 1, 34, 'ef56df7780'],
] as const;

for (const [card, reader, format, bits, data] of table) {
  test(`${card} read by ${reader.uidAs} ${reader.uidOrder} gives ${bits} bits ${data}`, () => {
    const reading = readingOf(card, reader, random);
    assert.deepEqual(
      { format: reading.format, bits: reading.bits, data: toHex(reading.data) },
      { format, bits, data },
    );
  });
}

test('a phone invents another UID at each tap', () => {
  const [first, second] = [readingOf('phone', rawReader, random), readingOf('phone', rawReader, random)];
  assert.equal(first.data[0], 0x08);
  assert.notDeepEqual(first.data, second.data);
});

test('a card that cannot exist is refused', () => {
  assert.throws(() => readingOf('zzz', rawReader, random), { code: 'sim_unknown_card' });
});
