import { VratarError } from '@vratar/protocol/errors';

/** Where bytes were seen: received, sent, or on a line that others speak on. */
export type CaptureIo = 'input' | 'output' | 'trace';

/** One line of an `.osdpcap` file, version 1 of libosdp-conformance's format. */
export interface CaptureRecord {
  /** Nanoseconds since 1970. */
  readonly atNs: bigint;
  readonly io: CaptureIo;
  /** Bytes off the wire: usually one frame, not always. */
  readonly data: Uint8Array;
}

const NS_PER_S = 1_000_000_000n;
const HEX = /^([0-9a-f]{2})*$/i;

/** The record as a line, without line end. Numbers are strings, as the format has them. */
export function formatRecord({ atNs, io, data }: CaptureRecord, source: string): string {
  return JSON.stringify({
    timeSec: String(atNs / NS_PER_S),
    timeNano: String(atNs % NS_PER_S).padStart(9, '0'),
    io,
    data: Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(' '),
    osdpTraceVersion: '1',
    osdpSource: source,
  });
}

/** Reads a line of any maker: bytes with spaces, dashes or nothing between them. @throws VratarError `capture_invalid`. */
export function parseRecord(line: string, file: string, lineNumber: number): CaptureRecord {
  const invalid = (why: string) => new VratarError('capture_invalid', { why }, { file, line: lineNumber });
  let fields: Partial<Record<'timeSec' | 'timeNano' | 'io' | 'data' | 'osdpTraceVersion', unknown>>;
  try {
    fields = JSON.parse(line);
  } catch (error) {
    throw invalid((error as Error).message);
  }
  if (typeof fields !== 'object' || fields === null) throw invalid('not an object');
  const { timeSec, timeNano, io, data, osdpTraceVersion } = fields;
  if (osdpTraceVersion !== undefined && String(osdpTraceVersion) !== '1') {
    throw invalid(`version ${String(osdpTraceVersion)} is not known`);
  }
  if (!/^\d{1,12}$/.test(String(timeSec)) || !/^\d{1,9}$/.test(String(timeNano))) throw invalid('no time');
  if (io !== 'input' && io !== 'output' && io !== 'trace') throw invalid('io is not input, output or trace');
  const digits = String(data).replaceAll(/[\s-]/g, '');
  if (typeof data !== 'string' || !HEX.test(digits)) throw invalid('data is not hexadecimal');
  return {
    atNs: BigInt(String(timeSec)) * NS_PER_S + BigInt(String(timeNano)),
    io,
    data: new Uint8Array(Buffer.from(digits, 'hex')),
  };
}
