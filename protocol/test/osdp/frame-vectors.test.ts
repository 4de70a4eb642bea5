import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeFrame, encodeFrame, Framer } from '../../src/osdp/index.ts';
import { hex, toHex } from './hex.ts';
import { vectors } from './vectors/vectors.ts';

describe('frames of other implementations', () => {
  for (const { name, hex: text } of vectors.frames) {
    it(`accepts ${name} and writes the same bytes again`, () => {
      const bytes = hex(text);
      const result = decodeFrame(bytes);
      assert.ok(result.ok);
      const { frame } = result;
      assert.equal(toHex(encodeFrame(frame, frame, () => frame.mac!)), text);
      const framed = new Framer().push(bytes);
      assert.deepEqual(
        framed.map((item) => [item.kind, toHex(item.bytes)]),
        [['frame', text]],
      );
    });
  }

  for (const { name, hex: text, why } of vectors.mustReject) {
    it(`rejects ${name} (${why})`, () => {
      const bytes = hex(text);
      assert.equal(decodeFrame(bytes).ok, false);
      const framer = new Framer();
      const framed = [...framer.push(bytes), ...framer.flush()];
      assert.deepEqual(
        framed.map((item) => item.kind),
        ['discarded'],
      );
    });
  }

  const rejected = [
    ['type of the security block unknown', '53E509000902194000', 'security_type'],
    ['SCS_16 without room for its MAC', '53E509000902164000', 'security_block'],
    ['wrong CRC', '5300080005602566', 'crc'],
    ['wrong checksum', '530007000160BA', 'checksum'],
    ['length below the header', '530006000460', 'length'],
    ['length beyond the standard', '53E5A105046000', 'length'],
    ['security block longer than the frame', '5365090009FF114000', 'security_block'],
    ['security block shorter than itself', '536509000901114000', 'security_block'],
  ] as const;
  for (const [name, text, reason] of rejected) {
    it(`rejects a ${name}`, () => {
      const framer = new Framer();
      const bytes = reason.startsWith('security') ? withChecksum(hex(text)) : hex(text);
      const framed = [...framer.push(bytes), ...framer.flush()];
      assert.equal(framed[0]?.kind, 'discarded');
      assert.equal(framed[0].reason, reason);
      assert.equal(framer.counters.rejected[reason], 1);
    });
  }
});

function withChecksum(bytes: Uint8Array): Uint8Array {
  const sum = bytes.subarray(0, -1).reduce((total, byte) => total + byte, 0);
  bytes[bytes.length - 1] = -sum & 0xff;
  return bytes;
}
