import { Framer } from '@vratar/protocol/osdp';
import type { CaptureIo, CaptureRecord } from '../capture/record.ts';
import type { Entry } from './entry.ts';
import { TrafficDecoder } from './traffic-decoder.ts';

/** Between records of one frame lies less than this: silence inside a frame ends it. Captures are stamped late. */
const SILENCE_NS = 200_000_000n;

/** Entries of a capture. Each kind of `io` is a stream of bytes of its own: sent and received never share a frame. */
export async function* decodeCapture(
  records: AsyncIterable<CaptureRecord>,
  keys: readonly Uint8Array[],
): AsyncGenerator<Entry> {
  const decoder = new TrafficDecoder(keys);
  const streams = new Map<CaptureIo, { readonly framer: Framer; atNs: bigint }>();
  for await (const { atNs, io, data } of records) {
    const stream = streams.get(io) ?? { framer: new Framer(), atNs };
    streams.set(io, stream);
    const ended = atNs - stream.atNs > SILENCE_NS ? stream.framer.flush('timeout') : [];
    stream.atNs = atNs;
    for (const framed of [...ended, ...stream.framer.push(data)]) yield decoder.take(framed, atNs);
  }
  for (const { framer, atNs } of streams.values()) {
    for (const framed of framer.flush('closed')) yield decoder.take(framed, atNs);
  }
}
