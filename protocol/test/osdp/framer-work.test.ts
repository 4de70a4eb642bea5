import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Framer, LONGEST_FRAME } from '../../src/osdp/index.ts';

/** Streams made to cost a resynchronising framer as much as possible. */
const HOSTILE: Readonly<Record<string, (size: number) => Uint8Array>> = {
  'every byte a start': (size) => new Uint8Array(size).fill(0x53),
  'starts that each announce the longest frame': (size) =>
    repeat([0x53, 0x00, LONGEST_FRAME & 0xff, LONGEST_FRAME >> 8, 0x04], size),
  'starts with a checksum that announce 1300 bytes': (size) => repeat([0x53, 0x14, 0x05, 0x00, 0x53], size),
  'starts inside starts': (size) => repeat([0x53, 0x53, 0x05, 0x05, 0x53, 0x04], size),
  'noise without a start': (size) => repeat([0x11, 0x22, 0xff], size),
};

describe('work of the framer', () => {
  for (const [name, make] of Object.entries(HOSTILE)) {
    it(`grows with the input alone: ${name}`, () => {
      const small = work(make(20_000), 20_000);
      const large = work(make(200_000), 200_000);
      assert.ok(large <= 10.1 * small + 4 * LONGEST_FRAME, `${small} then ${large}`);
      assert.ok(large <= 4 * 200_000, `${large / 200_000} steps a byte`);
    });

    it(`grows with the input alone, byte by byte: ${name}`, () => {
      assert.ok(work(make(100_000), 1) <= 5 * 100_000);
    });
  }
});

function work(stream: Uint8Array, chunk: number): number {
  const framer = new Framer();
  for (let at = 0; at < stream.length; at += chunk) framer.push(stream.subarray(at, at + chunk));
  framer.flush();
  return framer.counters.work;
}

function repeat(pattern: readonly number[], size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => pattern[i % pattern.length]!);
}
