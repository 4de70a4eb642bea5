import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeFrame, decodeReply, type Framed, type Reply } from '@vratar/protocol/osdp';
import { Redactor } from '../../src/osdp-tools/capture/redactor.ts';
import { TrafficDecoder } from '../../src/osdp-tools/decode/traffic-decoder.ts';
import { Conversation, DEFAULT_KEY, SITE_KEY } from './conversation.ts';

const CARD = Uint8Array.of(0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6);
const RAW: Reply = { kind: 'RAW', reader: 1, format: 0, bits: 56, data: CARD };
const POLL = { kind: 'POLL' } as const;

function redacted(frames: readonly Framed[]): Uint8Array[] {
  const redactor = new Redactor();
  return frames.map((framed) => redactor.redact(framed));
}

function holds(capture: readonly Uint8Array[], secret: Uint8Array): boolean {
  return Buffer.concat(capture).includes(Buffer.from(secret));
}

describe('redaction', () => {
  it('takes cards, PINs and texts of cards out of clear frames, which stay valid', () => {
    const talk = new Conversation()
      .clear(POLL, RAW)
      .clear(POLL, { kind: 'KEYPAD', reader: 0, keys: '2580' })
      .clear(POLL, { kind: 'FMT', reader: 0, direction: 'forward', text: 'CARD7711' })
      .clear(POLL, { kind: 'MFGREP', vendor: Uint8Array.of(1, 2, 3), data: CARD });
    const capture = redacted(talk.frames);
    for (const secret of [CARD, Buffer.from('2580'), Buffer.from('7711')]) {
      assert.equal(
        holds(
          talk.frames.map((item) => item.bytes),
          secret,
        ),
        true,
      );
      assert.equal(holds(capture, secret), false);
    }
    const frame = decodeFrame(capture[1]!);
    assert.ok(frame.ok);
    assert.deepEqual(decodeReply(frame.frame.code, frame.frame.data), {
      ok: true,
      value: { ...RAW, data: new Uint8Array(7) },
    });
  });

  it('takes keys out of clear frames', () => {
    const talk = new Conversation().clear({ kind: 'KEYSET', keyType: 1, key: SITE_KEY }, { kind: 'ACK' });
    assert.equal(holds(redacted(talk.frames), SITE_KEY), false);
  });

  it('leaves nothing for the default key to read: a site key that was set under it', () => {
    const talk = new Conversation()
      .open(DEFAULT_KEY, 'default')
      .secure({ kind: 'KEYSET', keyType: 1, key: SITE_KEY }, { kind: 'ACK' })
      .secure(POLL, RAW);
    const bystander = new TrafficDecoder([]);
    const seen = talk.frames.map((framed) => bystander.take(framed, 0n));
    assert.ok(seen.some((entry) => entry.kind === 'frame' && entry.message?.kind === 'KEYSET'));

    const afterwards = new TrafficDecoder([]);
    for (const bytes of redacted(talk.frames)) {
      const result = decodeFrame(bytes);
      assert.ok(result.ok);
      const entry = afterwards.take({ kind: 'frame', frame: result.frame, bytes }, 0n);
      assert.ok(entry.kind === 'frame' && entry.message?.kind !== 'KEYSET' && entry.message?.kind !== 'RAW');
    }
  });

  it('leaves what a site key protects as it is', () => {
    const talk = new Conversation().open(SITE_KEY, 'site').secure(POLL, RAW);
    assert.deepEqual(
      redacted(talk.frames),
      talk.frames.map((item) => item.bytes),
    );
  });

  it('takes what may be a card out of damaged frames', () => {
    const [, reply] = new Conversation().clear(POLL, RAW).frames;
    const damaged = { kind: 'discarded', reason: 'crc', bytes: reply!.bytes } as const;
    assert.equal(holds(redacted([damaged]), CARD.subarray(0, 3)), false);
  });
});
