import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type CardNumber,
  cardOfUid,
  cardToken,
  DEFAULT_CARD_SETTINGS,
  encodeWiegand,
  isLowAssurance,
  parseCard,
  readCard,
  siteKeyOf,
  writeCard,
} from '../../src/cards/index.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const read = (bits: number, text: string) => ({ bits, data: hex(text) });

describe('Wiegand numbers', () => {
  // 1 01111011 1011001001101110 1: facility 123, card 45678 between parities, counted by hand.
  it('reads 26 bits: facility 123, card 45678', () => {
    assert.deepEqual(readCard(read(26, 'bdd93740')), { ok: true, form: 'w26', card: 'w26:7bb26e' });
  });

  it('refuses a wrong parity on either side, unless told to ignore it', () => {
    assert.deepEqual(readCard(read(26, '3dd93740')), { ok: false, reason: 'parity' });
    assert.deepEqual(readCard(read(26, 'bdd93700')), { ok: false, reason: 'parity' });
    const ignoring = { ...DEFAULT_CARD_SETTINGS, parity: 'ignore' } as const;
    assert.deepEqual(readCard(read(26, '3dd93700'), ignoring), { ok: true, form: 'w26', card: 'w26:7bb26e' });
  });

  for (const bits of [26, 34, 37] as const) {
    it(`${bits} bits: every number survives encoding, and every single wrong bit is noticed`, () => {
      const most = (1n << BigInt(bits - 2)) - 1n;
      fc.assert(
        fc.property(fc.bigInt({ min: 1n, max: most }), fc.nat(bits - 1), (number, wrong) => {
          const data = encodeWiegand(number, bits);
          const result = readCard({ bits, data });
          fc.pre(result.ok || result.reason !== 'blank');
          assert.ok(result.ok);
          assert.equal(BigInt(`0x${result.card.split(':')[1]}`), number);
          data[wrong >> 3]! ^= 0x80 >> (wrong & 7);
          const noticed = readCard({ bits, data });
          // In 37 bits the parities share the middle bit, so it too is noticed.
          assert.equal(noticed.ok, false);
        }),
      );
    });
  }

  it('takes the UID out of 34 bits where the reader is set so', () => {
    const data = encodeWiegand(0x04a1b2c3n, 34);
    const asUid = { ...DEFAULT_CARD_SETTINGS, wiegand34: 'uid' } as const;
    assert.deepEqual(readCard({ bits: 34, data }), { ok: true, form: 'w34', card: 'w34:04a1b2c3' });
    assert.deepEqual(readCard({ bits: 34, data }, asUid), cardOfUid(hex('04a1b2c3')));
    assert.deepEqual(
      readCard({ bits: 34, data }, { ...asUid, uidOrder: 'uid0_last' }),
      cardOfUid(hex('c3b2a104')),
    );
    const phone = encodeWiegand(0x08a1b2c3n, 34);
    assert.deepEqual(readCard({ bits: 34, data: phone }, asUid), { ok: false, reason: 'random_uid' });
  });
});

describe('UIDs', () => {
  it('have 4, 7 or 10 bytes, in the order that the reader is set to', () => {
    assert.deepEqual(readCard(read(32, '1234abcd')), { ok: true, form: 'uid4', card: 'uid4:1234abcd' });
    assert.deepEqual(readCard(read(56, '04a1b2c3d4e5f6')), {
      ok: true,
      form: 'uid7',
      card: 'uid7:04a1b2c3d4e5f6',
    });
    const reversed = { ...DEFAULT_CARD_SETTINGS, uidOrder: 'uid0_last' } as const;
    assert.deepEqual(readCard(read(80, '0a090807060504030201'), reversed), {
      ok: true,
      form: 'uid10',
      card: 'uid10:0102030405060708090a',
    });
  });

  it('of phones are refused with their own reason, whichever way round they come', () => {
    assert.deepEqual(readCard(read(32, '08112233')), { ok: false, reason: 'random_uid' });
    const reversed = { ...DEFAULT_CARD_SETTINGS, uidOrder: 'uid0_last' } as const;
    assert.deepEqual(readCard(read(32, '33221108'), reversed), { ok: false, reason: 'random_uid' });
    assert.equal(readCard(read(56, '08a1b2c3d4e5f6')).ok, true);
  });

  it('cut by the reader, blank, or of another length are refused', () => {
    assert.deepEqual(readCard(read(32, '8804a1b2')), { ok: false, reason: 'cut_uid' });
    assert.deepEqual(readCard(read(32, '00000000')), { ok: false, reason: 'blank' });
    assert.deepEqual(readCard(read(56, 'ffffffffffffff')), { ok: false, reason: 'blank' });
    for (const [bits, data] of [
      [0, ''],
      [8, '01'],
      [27, '01020304'],
      [40, '0102030405'],
      [32, '0102'],
      [26, '0102030405'],
    ] as const) {
      assert.deepEqual(readCard(read(bits, data)), { ok: false, reason: 'unknown_length' });
    }
  });

  it('never throw, whatever the bits', () => {
    fc.assert(
      fc.property(fc.nat(1100), fc.uint8Array({ maxLength: 140 }), (bits, data) => {
        readCard({ bits, data });
      }),
    );
  });
});

describe('written card numbers', () => {
  it('are read in every notation, and written as people know them', () => {
    const printed = parseCard(' 123, 45678');
    assert.deepEqual(printed, { ok: true, form: 'w26', card: 'w26:7bb26e' });
    assert.equal(writeCard('w26:7bb26e' as CardNumber), '123,45678');
    assert.equal(writeCard('w26:010005' as CardNumber), '1,00005');
    for (const text of [
      '04:A1:B2:C3:D4:E5:F6',
      '04a1b2c3d4e5f6',
      '04-A1 B2 C3 D4 E5 F6',
      'uid7:04A1B2C3D4E5F6',
    ]) {
      assert.deepEqual(parseCard(text), { ok: true, form: 'uid7', card: 'uid7:04a1b2c3d4e5f6' }, text);
    }
    assert.deepEqual(parseCard('w37:7ffffffff'), { ok: true, form: 'w37', card: 'w37:7ffffffff' });
  });

  it('that are none get a reason', () => {
    for (const text of ['', 'Ivan', '256,1', '1,65536', 'w37:800000000', 'w26:1', '0102', 'uid9:00', '04a']) {
      assert.deepEqual(parseCard(text), { ok: false, reason: 'not_a_card_number' }, text);
    }
    assert.deepEqual(parseCard('08112233'), { ok: false, reason: 'random_uid' });
    assert.deepEqual(parseCard('0,0'), { ok: false, reason: 'blank' });
  });
});

describe('tokens', () => {
  const key = siteKeyOf(new Uint8Array(32).fill(1));
  const card = 'uid7:04a1b2c3d4e5f6' as CardNumber;

  it('are HMAC-SHA-256 of the normalised number under the site key, base64url', () => {
    const expected = createHmac('sha256', Buffer.alloc(32, 1))
      .update(`vratar card token 1\n${card}`)
      .digest();
    assert.equal(cardToken(key, card), expected.toString('base64url'));
    assert.match(cardToken(key, card), /^[\w-]{43}$/);
  });

  it('differ by site and by card', () => {
    assert.notEqual(cardToken(key, card), cardToken(siteKeyOf(new Uint8Array(32).fill(2)), card));
    assert.notEqual(cardToken(key, card), cardToken(key, 'uid7:04a1b2c3d4e5f7' as CardNumber));
  });

  it('need a key of 32 bytes', () => {
    assert.throws(() => siteKeyOf(new Uint8Array(16)), { code: 'site_key_length' });
  });

  it('of 26-bit cards are of low assurance', () => {
    assert.equal(isLowAssurance('w26'), true);
    assert.equal(isLowAssurance('uid7'), false);
  });
});
