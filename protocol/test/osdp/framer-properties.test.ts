import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Framed, Framer, LONGEST_FRAME, withMark } from '../../src/osdp/index.ts';
import { frameBytes } from './arbitraries.ts';
import { hex, toHex } from './hex.ts';
import { framesByDefinition, withoutMarks } from './reference-framer.ts';

/** Noise that likes to look like the beginning of a frame. */
const noise = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 12 }) },
    { weight: 2, arbitrary: fc.constant(Uint8Array.of(0x53)) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.nat(255), fc.nat(1440), fc.nat(255)).map(([address, length, control]) => {
        return Uint8Array.of(0x53, address, length & 0xff, length >> 8, control);
      }),
    },
    { weight: 1, arbitrary: fc.constant(Uint8Array.of(0xff, 0xff)) },
  ),
  { maxLength: 5 },
);
/** A frame, or a frame that lost its end or had a byte changed. */
const piece = fc.oneof(
  { weight: 4, arbitrary: frameBytes },
  {
    weight: 1,
    arbitrary: fc
      .tuple(frameBytes, fc.nat(40))
      .map(([frame, cut]) => frame.subarray(0, -1 - (cut % (frame.length - 1)))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(frameBytes, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([frame, at, change]) => {
      const changed = Uint8Array.from(frame);
      changed[at % changed.length]! ^= change;
      return changed;
    }),
  },
);
const stream = fc
  .array(fc.tuple(noise, piece, fc.boolean()), { maxLength: 8 })
  .map((parts) =>
    Buffer.concat(parts.flatMap(([dirt, frame, mark]) => [...dirt, mark ? withMark(frame) : frame])),
  );

function run(framer: Framer, chunks: Iterable<Uint8Array>): Framed[] {
  const found: Framed[] = [];
  for (const chunk of chunks) found.push(...framer.push(chunk));
  return [...found, ...framer.flush()];
}

function framesOf(found: readonly Framed[]): string[] {
  return found.filter((item) => item.kind === 'frame').map((item) => toHex(item.bytes));
}

describe('the framer', () => {
  it('finds every frame hidden in garbage', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        assert.deepEqual(framesOf(run(new Framer(), [bytes])), framesByDefinition(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds frames between bytes that can start none, whatever these are', () => {
    const dirt = fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.filter((byte) => byte !== 0x53));
    fc.assert(
      fc.property(fc.array(fc.tuple(dirt, frameBytes), { minLength: 1, maxLength: 8 }), (parts) => {
        const found = run(new Framer(), [Buffer.concat(parts.flat())]);
        assert.deepEqual(
          framesOf(found),
          parts.map(([, frame]) => toHex(frame)),
        );
      }),
    );
  });

  it('does not depend on how the bytes are cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (bytes, sizes) => {
        const chunks: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = sizes[i % sizes.length]!;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        assert.deepEqual(run(new Framer(), chunks), run(new Framer(), [bytes]));
      }),
    );
  });

  it('accounts for every byte: frames, what it discarded, and marks', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        const framer = new Framer();
        const found = run(framer, [bytes]);
        const shown = Buffer.concat(found.map((item) => item.bytes));
        const { counters } = framer;
        assert.equal(shown.length + counters.marks, bytes.length);
        assert.equal(toHex(withoutMarks(shown)), toHex(withoutMarks(bytes)));
        const discarded = found.filter((item) => item.kind === 'discarded');
        assert.equal(
          discarded.reduce((sum, item) => sum + item.bytes.length, 0),
          counters.discardedBytes,
        );
        assert.equal(counters.frames, found.length - discarded.length);
        assert.equal(framer.pending, false);
      }),
    );
  });

  it('does not stall on a corrupt length: silence gives the frame behind it', () => {
    const framer = new Framer();
    const poll = Buffer.from('53000800046 0EBAA'.replace(' ', ''), 'hex');
    const dirt = Buffer.from('5301a00500', 'hex');
    assert.deepEqual(framer.push(Buffer.concat([dirt, poll])), []);
    assert.equal(framer.pending, true);
    const found = framer.flush();
    assert.deepEqual(
      found.map((item) => [item.kind, toHex(item.bytes)]),
      [
        ['discarded', toHex(dirt)],
        ['frame', toHex(poll)],
      ],
    );
    assert.equal(found[0]?.kind === 'discarded' && found[0].reason, 'timeout');
    assert.deepEqual(framer.flush(), []);
  });

  it('waits for no more bytes than the longest frame has, whatever length is announced', () => {
    const poll = hex('530008000460EBAA');
    for (const announced of [LONGEST_FRAME + 1, 0xffff]) {
      const framer = new Framer();
      const found = framer.push(
        Buffer.concat([Buffer.of(0x53, 0, announced & 0xff, announced >> 8, 4), poll]),
      );
      assert.deepEqual(
        found.map((item) => (item.kind === 'frame' ? 'frame' : item.reason)),
        ['length', 'frame'],
      );
    }
  });

  it('names why the line ended', () => {
    const framer = new Framer();
    framer.push(Uint8Array.of(0x53, 0x00));
    const [cut] = framer.flush('closed');
    assert.deepEqual(cut, { kind: 'discarded', reason: 'closed', bytes: Uint8Array.of(0x53, 0x00) });
  });

  it('reports long garbage in pieces of the longest frame', () => {
    const framer = new Framer();
    const found = run(framer, [new Uint8Array(10_000).fill(0x11)]);
    assert.ok(found.every((item) => item.kind === 'discarded' && item.bytes.length <= LONGEST_FRAME));
    assert.equal(framer.counters.discardedBytes, 10_000);
  });
});
