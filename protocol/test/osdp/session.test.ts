import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  AcuSession,
  ChannelCipher,
  DEFAULT_KEY,
  encodeCommand,
  encodeFrame,
  encodeReply,
  type Message,
  PdSession,
  SCS,
} from '../../src/osdp/index.ts';
import { frameOf, header } from './frames.ts';
import { hex, toHex } from './hex.ts';
import { openPair } from './session-pair.ts';

const POLL = encodeCommand({ kind: 'POLL' });
const ACK = encodeReply({ kind: 'ACK' });
const CARD = encodeReply({ kind: 'RAW', reader: 0, format: 1, bits: 26, data: hex('ABCDEF80') });
const RND = new Uint8Array(8).fill(5);
const KEY_OF_BYTES = new Uint8Array(16).fill(9);

function cbc(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

function clear(reply: Message): Uint8Array {
  return encodeFrame(header(0), { reply: true, ...reply });
}

describe('an open session', () => {
  it('carries messages both ways, empty ones with a MAC alone, others encrypted', () => {
    const { acu, pd } = openPair();
    for (let i = 0; i < 20; i += 1) {
      const poll = frameOf(acu.wrap(header(3), POLL));
      assert.equal(poll.security?.type, SCS.commandMac);
      assert.ok(pd.unwrap(poll).ok);
      const reply = frameOf(pd.wrap(header(3), i % 2 ? CARD : ACK));
      assert.equal(reply.security?.type, i % 2 ? SCS.replyEncrypted : SCS.replyMac);
      const opened = acu.unwrap(reply);
      assert.ok(opened.ok && opened.secure);
      assert.equal(toHex(opened.data), i % 2 ? toHex(CARD.data) : '');
    }
  });

  it('refuses the same answer a second time: a card read cannot be replayed', () => {
    const { acu, pd } = openPair();
    pd.unwrap(frameOf(acu.wrap(header(3), POLL)));
    const read = frameOf(pd.wrap(header(3), CARD));
    assert.equal(acu.unwrap(read).ok, true);
    assert.deepEqual(acu.unwrap(read), { ok: false, reason: 'unexpected' });
    acu.wrap(header(1), POLL);
    assert.deepEqual(acu.unwrap(read), { ok: false, reason: 'mac' });
  });

  it('tells a repeated command from a replayed one', () => {
    const { acu, pd } = openPair();
    const first = frameOf(acu.wrap(header(3), POLL));
    assert.ok(pd.unwrap(first).ok);
    assert.deepEqual(pd.unwrap(first), { ok: false, reason: 'repeat' });
    assert.ok(acu.unwrap(frameOf(pd.wrap(header(3), ACK))).ok);
    assert.ok(pd.unwrap(frameOf(acu.wrap(header(1), POLL))).ok);
    assert.deepEqual(pd.unwrap(first), { ok: false, reason: 'mac' });
  });

  it('survives a lost answer: the same bytes again, the same reply again', () => {
    const { acu, pd } = openPair();
    const poll = acu.wrap(header(3), POLL);
    assert.ok(pd.unwrap(frameOf(poll)).ok);
    const reply = pd.wrap(header(3), CARD);
    assert.deepEqual(pd.unwrap(frameOf(poll)), { ok: false, reason: 'repeat' });
    assert.ok(acu.unwrap(frameOf(reply)).ok);
  });

  it('refuses a changed MAC and stays open', () => {
    const { acu, pd } = openPair();
    const command = acu.wrap(header(3), POLL);
    const forged = { ...frameOf(command), mac: hex('00000000') };
    assert.deepEqual(pd.unwrap(forged), { ok: false, reason: 'mac' });
    assert.ok(pd.unwrap(frameOf(command)).ok);
    const reply = frameOf(pd.wrap(header(3), ACK));
    assert.deepEqual(acu.unwrap({ ...reply, mac: hex('00000000') }), { ok: false, reason: 'mac' });
    assert.ok(acu.unwrap(reply).ok);
  });

  it('refuses an SCS_16 answer with a MAC of zeroes', () => {
    const { acu } = openPair();
    acu.wrap(header(3), POLL);
    const forged = frameOf('53 E5 0D 00 09 02 16 40 00 00 00 00 5A');
    assert.deepEqual(acu.unwrap(forged), { ok: false, reason: 'mac' });
  });

  it('refuses a change of any byte that the MAC covers', () => {
    const { acu, pd } = openPair();
    const bytes = acu.wrap(header(3), encodeCommand({ kind: 'CAP', form: 0 }));
    for (let at = 1; at < bytes.length - 6; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 0x40;
      const frame = frameOf(bytes);
      const result = pd.unwrap({ ...frame, data: changed.subarray(8, -6), bytes: changed });
      assert.deepEqual(result, { ok: false, reason: 'mac' }, `byte ${at}`);
    }
    assert.ok(pd.unwrap(frameOf(bytes)).ok);
  });

  it('takes BUSY and NAK in clear without touching the chain of MACs', () => {
    const { acu, pd } = openPair();
    const poll = acu.wrap(header(3), POLL);
    const busy = acu.unwrap(frameOf(clear(encodeReply({ kind: 'BUSY' }))));
    assert.deepEqual(busy, { ok: true, code: 0x79, data: new Uint8Array(0), secure: false });
    const nak = acu.unwrap(frameOf(clear(encodeReply({ kind: 'NAK', error: 4, details: hex('') }))));
    assert.ok(nak.ok && !nak.secure);
    assert.ok(pd.unwrap(frameOf(poll)).ok);
    assert.ok(acu.unwrap(frameOf(pd.wrap(header(3), ACK))).ok);
  });

  it('takes the ACK to KEYSET in clear, but no other', () => {
    const { acu } = openPair();
    acu.wrap(header(3), POLL);
    assert.deepEqual(acu.unwrap(frameOf(clear(ACK))), { ok: false, reason: 'plaintext' });
    assert.deepEqual(acu.unwrap(frameOf('53 E5 07 00 01 40 80')), { ok: false, reason: 'plaintext' });
    assert.deepEqual(acu.unwrap(frameOf(clear(CARD))), { ok: false, reason: 'plaintext' });
    acu.wrap(header(1), encodeCommand({ kind: 'KEYSET', keyType: 1, key: DEFAULT_KEY }));
    assert.equal(acu.unwrap(frameOf(clear(ACK))).ok, true);
  });

  it('refuses frames of the other direction and of the handshake', () => {
    const { acu, pd } = openPair();
    const poll = frameOf(acu.wrap(header(3), POLL));
    assert.deepEqual(acu.unwrap(poll), { ok: false, reason: 'unexpected' });
    assert.ok(pd.unwrap(poll).ok);
    const reply = frameOf(pd.wrap(header(3), ACK));
    assert.deepEqual(pd.unwrap(reply), { ok: false, reason: 'unexpected' });
    const asCommand = { ...reply, security: { type: SCS.commandMac, data: hex('') } };
    assert.deepEqual(acu.unwrap(asCommand), { ok: false, reason: 'security_type' });
  });

  it('is over after close, and secured frames without a session are refused', () => {
    const { acu, pd } = openPair();
    const poll = frameOf(acu.wrap(header(3), POLL));
    pd.close();
    assert.deepEqual(pd.unwrap(poll), { ok: false, reason: 'no_session' });
    acu.close();
    assert.throws(() => acu.wrap(header(1), POLL), { code: 'osdp_session_state' });
    const fresh = new AcuSession({ key: DEFAULT_KEY, selector: 'default' });
    assert.deepEqual(fresh.unwrap(frameOf('53E50D000902164000000000' + '5A')), {
      ok: false,
      reason: 'unexpected',
    });
  });

  it('is renewed by another challenge', () => {
    const { acu, pd } = openPair();
    const old = frameOf(acu.wrap(header(3), POLL));
    assert.ok(pd.acceptChallenge(frameOf(acu.challenge(header(1), RND)), RND).ok);
    assert.deepEqual(pd.unwrap(old), { ok: false, reason: 'no_session' });
    assert.ok(acu.acceptCcrypt(frameOf(pd.ccrypt(header(1)))).ok);
    assert.ok(pd.acceptScrypt(frameOf(acu.scrypt(header(2)))).ok);
    assert.ok(acu.acceptRmac(frameOf(pd.rmac(header(2)))).ok);
    assert.deepEqual(pd.unwrap(old), { ok: false, reason: 'mac' });
    assert.ok(pd.unwrap(frameOf(acu.wrap(header(3), POLL))).ok);
  });
});

describe('a handshake', () => {
  const siteKey = new Uint8Array(16).fill(0x5a);
  const cuid = hex('0011223344556677');

  it('I10: does not open with a PD that answers under the default key', () => {
    const acu = new AcuSession({ key: siteKey, selector: 'site' });
    acu.challenge(header(1), RND);
    const other = new AcuSession({ key: DEFAULT_KEY, selector: 'default' });
    const pd = new PdSession({ cuid, acceptsDefaultKey: true });
    assert.ok(pd.acceptChallenge(frameOf(other.challenge(header(1), RND)), RND).ok);
    assert.deepEqual(acu.acceptCcrypt(frameOf(pd.ccrypt(header(1)))), { ok: false, reason: 'key_selector' });
    assert.equal(acu.state, 'challenged');
  });

  it('I10: a PD outside of install mode refuses the default key', () => {
    const acu = new AcuSession({ key: DEFAULT_KEY, selector: 'default' });
    const pd = new PdSession({ cuid, siteKey, acceptsDefaultKey: false });
    const challenge = frameOf(acu.challenge(header(1), RND));
    assert.deepEqual(pd.acceptChallenge(challenge, RND), { ok: false, reason: 'key_selector' });
  });

  it('does not open when the keys differ, on either side', () => {
    const acu = new AcuSession({ key: siteKey, selector: 'site' });
    const pd = new PdSession({ cuid, siteKey: new Uint8Array(16), acceptsDefaultKey: false });
    assert.ok(pd.acceptChallenge(frameOf(acu.challenge(header(1), RND)), RND).ok);
    assert.deepEqual(acu.acceptCcrypt(frameOf(pd.ccrypt(header(1)))), { ok: false, reason: 'cryptogram' });
    const forged = encodeFrame(header(2), {
      reply: false,
      security: { type: SCS.serverCryptogram, data: hex('01') },
      ...encodeCommand({ kind: 'SCRYPT', cryptogram: new Uint8Array(16) }),
    });
    assert.deepEqual(pd.acceptScrypt(frameOf(forged)), { ok: false, reason: 'cryptogram' });
    assert.equal(pd.state, 'challenged');
  });

  it('refuses RMAC_I under another type, with a bad status, or with another MAC', () => {
    const acu = new AcuSession({ key: hex('303132333435363738393A3B3C3D3E3F'), selector: 'default' });
    acu.challenge(header(1), hex('CDCD921212D3EE6A'));
    const ccrypt = '53802B000D031200760A00170300CAFEDE61626364656667684B7E2F98AD79BD968119A8D1D3DBDAEE8EFD';
    assert.ok(acu.acceptCcrypt(frameOf(ccrypt)).ok);
    const rmac = hex('D8F543E207AC5D2E30BE9FAC3AA04BEA');
    const answer = (type: number, status: number, value: Uint8Array) =>
      frameOf(
        encodeFrame(header(2), {
          reply: true,
          security: { type, data: Uint8Array.of(status) },
          ...encodeReply({ kind: 'RMAC_I', rmac: value }),
        }),
      );
    assert.deepEqual(acu.acceptRmac(answer(SCS.clientCryptogram, 1, rmac)), {
      ok: false,
      reason: 'security_type',
    });
    assert.deepEqual(acu.acceptRmac(answer(SCS.initialRmac, 0xff, rmac)), { ok: false, reason: 'refused' });
    assert.deepEqual(acu.acceptRmac(answer(SCS.initialRmac, 1, new Uint8Array(16))), {
      ok: false,
      reason: 'mac',
    });
    assert.equal(acu.acceptRmac(answer(SCS.initialRmac, 1, rmac)).ok, true);
  });

  it('names NAK, BUSY and answers in clear', () => {
    const acu = new AcuSession({ key: siteKey, selector: 'site' });
    assert.deepEqual(acu.acceptCcrypt(frameOf(clear(ACK))), { ok: false, reason: 'unexpected' });
    acu.challenge(header(1), RND);
    const nak = clear(encodeReply({ kind: 'NAK', error: 5, details: hex('') }));
    assert.deepEqual(acu.acceptCcrypt(frameOf(nak)), { ok: false, reason: 'nak' });
    assert.deepEqual(acu.acceptCcrypt(frameOf(clear(encodeReply({ kind: 'BUSY' })))), {
      ok: false,
      reason: 'busy',
    });
    assert.deepEqual(acu.acceptCcrypt(frameOf(clear(ACK))), { ok: false, reason: 'plaintext' });
  });
});

describe('the cipher of a channel', () => {
  const zeroes = new Uint8Array(16);
  const zero = { enc: zeroes, mac1: zeroes, mac2: zeroes };

  it('secures a POLL under zero keys as OSDP.Net does', () => {
    const cipher = new ChannelCipher(zero);
    const security = { type: SCS.commandMac, data: hex('') };
    const bytes = encodeFrame(header(2), { reply: false, security, ...POLL }, (covered) =>
      cipher.mac(covered, zeroes).subarray(0, 4),
    );
    assert.equal(toHex(bytes), '53000e000e0215604b32767773b6');
  });

  it('encrypts an OUT under zero keys as OSDP.Net does', () => {
    const cipher = new ChannelCipher(zero);
    const security = { type: SCS.commandEncrypted, data: hex('') };
    const expected = '53001e000e021768f7efa0d4764a4e29267596f216d8a9e8c5887608b908';
    const data = cipher.decrypt(hex(expected.slice(16, 48)), zeroes)!;
    const bytes = encodeFrame(
      header(2),
      { reply: false, security, code: 0x68, data: cipher.encrypt(data, zeroes) },
      (covered) => cipher.mac(covered, zeroes).subarray(0, 4),
    );
    assert.equal(toHex(bytes), expected);
    assert.match(toHex(data), /^([0-9a-f]{8})+$/);
  });

  it('pads what a MAC covers only where it does not fill its last block', () => {
    const keys = { enc: KEY_OF_BYTES, mac1: new Uint8Array(16).fill(1), mac2: new Uint8Array(16).fill(2) };
    const previous = new Uint8Array(16).fill(7);
    for (const length of [15, 16, 17, 32, 40]) {
      const covered = Uint8Array.from({ length }, (_, at) => at);
      const whole =
        length % 16 === 0
          ? covered
          : Buffer.concat([covered, Buffer.of(0x80), Buffer.alloc(15 - (length % 16))]);
      const first = whole.subarray(0, -16);
      const chained = first.length === 0 ? previous : cbc(keys.mac1, previous, first).subarray(-16);
      const expected = cbc(keys.mac2, chained, whole.subarray(-16));
      assert.equal(toHex(new ChannelCipher(keys).mac(covered, previous)), toHex(expected), `${length} bytes`);
    }
  });

  it('always pads what it encrypts, and takes padding alone as empty', () => {
    const cipher = new ChannelCipher(zero);
    for (const length of [0, 1, 15, 16, 17, 31, 32, 200]) {
      const data = Uint8Array.from({ length }, (_, i) => (i % 3 ? 0x80 : 0));
      const encrypted = cipher.encrypt(data, zeroes);
      assert.equal(encrypted.length, (Math.floor(length / 16) + 1) * 16);
      assert.equal(toHex(cipher.decrypt(encrypted, zeroes)!), toHex(data));
    }
    assert.equal(cipher.decrypt(new Uint8Array(15), zeroes), undefined);
    assert.equal(
      cipher.decrypt(cipher.encrypt(new Uint8Array(16).fill(1), zeroes).subarray(0, 16), zeroes),
      undefined,
    );
  });
});
