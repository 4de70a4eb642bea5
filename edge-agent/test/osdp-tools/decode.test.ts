import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reply } from '@vratar/protocol/osdp';
import type { CaptureRecord } from '../../src/osdp-tools/capture/record.ts';
import { decodeCapture } from '../../src/osdp-tools/decode/decode-capture.ts';
import { toJson, toLine } from '../../src/osdp-tools/decode/describe.ts';
import type { Entry } from '../../src/osdp-tools/decode/entry.ts';
import { Conversation, DEFAULT_KEY, SITE_KEY } from './conversation.ts';

const RAW: Reply = {
  kind: 'RAW',
  reader: 0,
  format: 1,
  bits: 26,
  data: Uint8Array.of(0xab, 0xcd, 0xef, 0x80),
};
const POLL = { kind: 'POLL' } as const;
const START_NS = 1_700_000_000_000_000_000n;

async function decoded(
  records: readonly CaptureRecord[],
  keys: readonly Uint8Array[] = [],
): Promise<Entry[]> {
  async function* source() {
    yield* records;
  }
  const entries: Entry[] = [];
  for await (const entry of decodeCapture(source(), keys)) entries.push(entry);
  return entries;
}

function recordsOf(talk: Conversation): CaptureRecord[] {
  return talk.frames.map(({ bytes }, at) => ({
    atNs: START_NS + BigInt(at) * 10_000_000n,
    io: 'trace',
    data: bytes,
  }));
}

function messages(entries: readonly Entry[]): (string | undefined)[] {
  return entries.map((entry) => (entry.kind === 'frame' ? (entry.message?.kind ?? 'sealed') : 'discarded'));
}

describe('decoding a capture', () => {
  it('reads a session under a known key, and learns the keys that are set in it', async () => {
    const talk = new Conversation()
      .open(DEFAULT_KEY, 'default')
      .secure({ kind: 'KEYSET', keyType: 1, key: SITE_KEY }, { kind: 'ACK' })
      .open(SITE_KEY, 'site')
      .secure(POLL, RAW)
      .repeat();
    assert.deepEqual(messages(await decoded(recordsOf(talk))), [
      ...['CHLNG', 'CCRYPT', 'SCRYPT', 'RMAC_I', 'KEYSET', 'ACK'],
      ...['CHLNG', 'CCRYPT', 'SCRYPT', 'RMAC_I', 'POLL', 'RAW', 'POLL', 'RAW'],
    ]);
  });

  it('says why it cannot read: no key, or no handshake', async () => {
    const talk = new Conversation().open(SITE_KEY, 'site').secure(POLL, RAW);
    const records = recordsOf(talk);
    const security = async (from: number, keys: readonly Uint8Array[]) => {
      const last = (await decoded(records.slice(from), keys)).at(-1);
      return last?.kind === 'frame' ? last.security : undefined;
    };
    assert.deepEqual(await security(0, []), { kind: 'sealed', reason: 'unknown_key' });
    assert.deepEqual(await security(4, [SITE_KEY]), { kind: 'sealed', reason: 'no_handshake' });
    assert.equal((await security(0, [SITE_KEY]))?.kind, 'opened');
  });

  it('joins frames that records cut, keeps directions apart, and reports what is no frame', async () => {
    const [poll, raw] = new Conversation().clear(POLL, RAW).frames.map(({ bytes }) => bytes);
    const entries = await decoded([
      { atNs: START_NS, io: 'output', data: poll!.subarray(0, 4) },
      { atNs: START_NS + 1n, io: 'input', data: raw! },
      { atNs: START_NS + 2n, io: 'output', data: poll!.subarray(4) },
      { atNs: START_NS + 3n, io: 'input', data: raw!.subarray(0, 7) },
      { atNs: START_NS + 2_000_000_000n, io: 'input', data: raw! },
    ]);
    assert.deepEqual(messages(entries), ['RAW', 'POLL', 'discarded', 'RAW']);
  });

  it('hides cards and keys unless asked, in text and in JSON', async () => {
    const talk = new Conversation()
      .clear(POLL, RAW)
      .clear({ kind: 'KEYSET', keyType: 1, key: SITE_KEY }, { kind: 'ACK' });
    const entries = await decoded(recordsOf(talk));
    const hidden = entries
      .map((entry) => toLine(entry, false) + JSON.stringify(toJson(entry, false)))
      .join('\n');
    assert.doesNotMatch(hidden, /abcdef80|c5c5c5/);
    assert.match(hidden, /bits=26/);
    const shown = entries
      .map((entry) => toLine(entry, true) + JSON.stringify(toJson(entry, true)))
      .join('\n');
    assert.match(shown, /abcdef80/);
    assert.match(shown, /c5c5c5/);
  });

  it('never hands a terminal what a device sends as text', async () => {
    const keys = { kind: 'KEYPAD', reader: 0, keys: '1\u001b[2J\u009b7é' } as const;
    const [, entry] = await decoded(recordsOf(new Conversation().clear(POLL, keys)));
    assert.match(toLine(entry!, true), / keys="1\\x1b\[2J\\x9b7é" /);
  });

  it('tells the time in UTC with microseconds', async () => {
    const [entry] = await decoded([
      { atNs: 1_700_000_000_000_001_999n, io: 'trace', data: Uint8Array.of(0x11) },
    ]);
    assert.match(toLine(entry!, false), /^22:13:20\.000001/);
    assert.equal(toJson(entry!, false).time, '2023-11-14T22:13:20.000001Z');
  });
});
