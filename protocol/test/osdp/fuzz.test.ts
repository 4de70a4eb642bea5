import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  decodeCommand,
  decodeReply,
  encodeCommand,
  encodeReply,
  type Framed,
  Framer,
} from '../../src/osdp/index.ts';
import { frameBytes } from './arbitraries.ts';
import { frameOf, header } from './frames.ts';
import { toHex } from './hex.ts';
import { type Below, randomOf } from './random.ts';
import { framesByDefinition } from './reference-framer.ts';
import { openPair } from './session-pair.ts';

/** Frames to try; `FUZZ=1000000 node --test protocol/test/osdp/fuzz.test.ts` for the long run. */
const ROUNDS = Number(process.env.FUZZ ?? 20_000);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

function mutate(frame: Uint8Array, random: Below): Uint8Array {
  const bytes = Array.from(frame);
  const at = random(bytes.length);
  const kind = random(7);
  if (kind === 0) bytes[at]! ^= 1 << random(8);
  else if (kind === 1) bytes.splice(at, 1);
  else if (kind === 2) bytes.splice(at, 0, bytes[at]!);
  else if (kind === 3) bytes.length = at;
  else if (kind === 4) bytes[2] = random(256);
  else if (kind === 5) return Uint8Array.from({ length: 1 + random(40) }, () => random(256));
  return Uint8Array.from(bytes);
}

describe(`${ROUNDS} random and mutated frames, seed ${SEED}`, () => {
  it('neither break the framer, the messages nor an open session', () => {
    const random = randomOf(SEED);
    const pool = fc.sample(frameBytes, { numRuns: 500, seed: SEED });
    const { acu, pd } = openPair();
    const command = acu.wrap(header(3), encodeCommand({ kind: 'POLL' }));
    const framer = new Framer();
    let found: Framed[] = [];
    let stream: Uint8Array[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = mutate(pool[random(pool.length)]!, random);
      stream.push(bytes);
      found.push(...framer.push(bytes));
      if (round % 50 !== 49) continue;
      found.push(...framer.flush());
      const frames = found.filter((item) => item.kind === 'frame');
      assert.deepEqual(
        frames.map((item) => toHex(item.bytes)),
        framesByDefinition(Buffer.concat(stream)),
      );
      for (const { frame } of frames) {
        (frame.reply ? decodeReply : decodeCommand)(frame.code, frame.data);
        const forReader = frame.reply ? acu.unwrap(frame) : pd.unwrap(frame);
        assert.ok(!forReader.ok || !forReader.secure, toHex(frame.bytes));
      }
      found = [];
      stream = [];
    }
    assert.ok(framer.counters.frames > 0 && framer.counters.rejected.crc > 0);
    assert.ok(framer.counters.work < 6 * (ROUNDS * 80));
    assert.ok(pd.unwrap(frameOf(command)).ok, 'the session outlived the noise');
    assert.ok(acu.unwrap(frameOf(pd.wrap(header(3), encodeReply({ kind: 'ACK' })))).ok);
  });
});
