import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  AcuSession,
  crc16,
  DEFAULT_KEY,
  type Frame,
  Framer,
  LONGEST_FRAME,
  PdSession,
} from '../../src/osdp/index.ts';
import { frameBytes } from './arbitraries.ts';
import { frameOf, header } from './frames.ts';
import { toHex } from './hex.ts';
import { type Below, randomOf } from './random.ts';
import { framesByDefinition } from './reference-framer.ts';

const ROUNDS = Number(process.env.FUZZ ?? 20_000);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const PIECES_PER_STREAM = 8;

/** What lines bring that no single mutation of a frame does. */
const GARBAGE: Readonly<Record<string, (pick: () => Uint8Array, random: Below) => Uint8Array>> = {
  'two devices at once: the wire is low when either of them pulls it down': (pick, random) => {
    const [one, other] = [pick(), pick()];
    const late = random(one.length);
    return Uint8Array.from({ length: Math.max(one.length, late + other.length) }, (_, at) => {
      return (one[at] ?? 0xff) & (other[at - late] ?? 0xff);
    });
  },
  'a receiver that lost the start bit: everything is shifted': (pick, random) => {
    const frame = pick();
    const by = 1 + random(7);
    return frame.map((byte, at) => ((byte >> by) | ((frame[at + 1] ?? 0xff) << (8 - by))) & 0xff);
  },
  'a frame in the data of a longer one that never ends': (pick, random) => {
    const length = 20 + random(LONGEST_FRAME - 20);
    return Buffer.concat([Buffer.of(0x53, random(256), length & 0xff, length >> 8, random(16)), pick()]);
  },
  'a frame in the data of a whole one with a wrong check': (pick, random) => {
    const inner = pick();
    const length = 6 + inner.length + 2;
    const outer = Buffer.from([0x53, 0, length & 0xff, length >> 8, 0x04, 0x80, ...inner, 0, 0]);
    outer.writeUInt16LE((crc16(outer, 0, length - 2) + 1 + random(0xffff)) & 0xffff, length - 2);
    return outer;
  },
  'a frame whose end is the beginning of the next': (pick, random) => {
    const frame = pick();
    return Buffer.concat([frame.subarray(0, 1 + random(frame.length)), pick()]);
  },
  'an echo, byte by byte between the bytes of the answer': (pick) => {
    const [sent, heard] = [pick(), pick()];
    return Uint8Array.from({ length: 2 * Math.max(sent.length, heard.length) }, (_, at) => {
      return (at % 2 === 0 ? sent : heard)[at >> 1] ?? 0xff;
    });
  },
  'an idle wire that floats': (_pick, random) => new Uint8Array(random(200)).fill(random(2) === 0 ? 0 : 0xff),
  'another protocol in letters': (_pick, random) =>
    Buffer.from('SATS\r\nOK S\r\n+++ATH0\r\n').subarray(random(9)),
  'a frame as it is': (pick) => pick(),
};

describe(`${ROUNDS} pieces of what lines bring, seed ${SEED}`, () => {
  it('cost no frame that is whole, wherever the silences fall, and no more work than their bytes', () => {
    const random = randomOf(SEED);
    const pool = fc.sample(frameBytes, { numRuns: 300, seed: SEED });
    const pick = () => pool[random(pool.length)]!;
    const kinds = Object.values(GARBAGE);
    const framer = new Framer();
    let bytesIn = 0;
    let bytesOut = 0;
    for (let round = 0; round < ROUNDS; round += PIECES_PER_STREAM) {
      const pieces = Array.from({ length: PIECES_PER_STREAM }, () =>
        kinds[random(kinds.length)]!(pick, random),
      );
      const stream = Buffer.concat(pieces);
      for (let from = 0; from < stream.length; ) {
        const silence = Math.min(stream.length, from + 1 + random(stream.length));
        const found = [];
        const part = stream.subarray(from, silence);
        for (let at = 0; at < part.length; ) {
          const cut = at + 1 + random(30);
          found.push(...framer.push(part.subarray(at, cut)));
          at = cut;
        }
        found.push(...framer.flush());
        const frames = found.filter((item) => item.kind === 'frame').map((item) => toHex(item.bytes));
        assert.deepEqual(frames, framesByDefinition(part), toHex(part));
        assert.equal(framer.pending, false);
        bytesOut += found.reduce((sum, { bytes }) => sum + bytes.length, 0);
        from = silence;
      }
      bytesIn += stream.length;
    }
    const { work, marks, frames, rejected } = framer.counters;
    assert.equal(bytesOut + marks, bytesIn);
    assert.ok(work <= 5 * bytesIn, `${work / bytesIn} steps a byte`);
    assert.ok(frames > 0 && rejected.crc > 0 && rejected.timeout > 0 && rejected.length > 0);
  });

  it('open no session, and break none that is being opened', () => {
    const random = randomOf(SEED);
    const acu = new AcuSession({ key: DEFAULT_KEY, selector: 'default' });
    const pd = new PdSession({ cuid: new Uint8Array(8), acceptsDefaultKey: true });
    const bytes = (size: number) => Uint8Array.from({ length: size }, () => random(256));
    for (let round = 0; round < ROUNDS / 100; round += 1) {
      const challenge = frameOf(acu.challenge(header(1), bytes(8)));
      for (let n = 0; n < 20; n += 1) refuseAll(acu, pd, forged(random, bytes), 'closed');
      assert.deepEqual(pd.acceptChallenge(challenge, bytes(8)), { ok: true });
      const ccrypt = frameOf(pd.ccrypt(header(1)));
      for (let n = 0; n < 20; n += 1) refuseAll(acu, pd, forged(random, bytes), 'challenged');
      assert.ok(acu.acceptCcrypt(ccrypt).ok);
      assert.ok(pd.acceptScrypt(frameOf(acu.scrypt(header(2)))).ok);
      const rmac = frameOf(pd.rmac(header(2)));
      for (let n = 0; n < 20; n += 1) {
        assert.equal(acu.acceptRmac(forged(random, bytes)).ok, false);
        assert.equal(acu.acceptCcrypt(forged(random, bytes)).ok, false);
      }
      assert.ok(acu.acceptRmac(rmac).ok);
      assert.deepEqual([acu.state, pd.state], ['open', 'open']);
      pd.close();
    }
  });
});

/** A frame of the handshake, or nearly one, by somebody who has no key. */
function forged(random: Below, bytes: (size: number) => Uint8Array): Frame {
  const steps = [
    { type: 0x12, code: 0x76, size: 32 },
    { type: 0x13, code: 0x77, size: 16 },
    { type: 0x14, code: 0x78, size: 16 },
    { type: 0x15, code: 0x60, size: 0 },
    { type: 0x18, code: 0x50, size: 16 },
  ];
  const { type, code, size } = steps[random(steps.length)]!;
  const data = bytes(random(3) === 0 ? random(64) : size);
  const secured = type >= 0x15;
  return {
    ...header([1, 2, 3][random(3)] as 1 | 2 | 3),
    reply: random(2) === 0,
    security: { type, data: bytes(random(3)).map((byte) => byte & 1) },
    code,
    data,
    mac: secured ? bytes(4) : undefined,
    bytes: bytes(12 + data.length),
  } as Frame;
}

function refuseAll(acu: AcuSession, pd: PdSession, frame: Frame, state: string): void {
  assert.equal(acu.acceptCcrypt(frame).ok, false);
  assert.equal(acu.acceptRmac(frame).ok, false);
  assert.equal(acu.unwrap(frame).ok, false);
  assert.equal(pd.acceptScrypt(frame).ok, false);
  assert.equal(pd.unwrap(frame).ok, false);
  assert.deepEqual([acu.state, pd.state], ['challenged', state]);
}
