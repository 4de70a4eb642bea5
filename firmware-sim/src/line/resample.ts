/** Start bit, eight data bits, stop bit. */
export const BITS_PER_BYTE = 10;

/** Milliseconds that one byte occupies the wire. */
export const byteTime = (baud: number): number => (BITS_PER_BYTE * 1000) / baud;

/**
 * What a receiver set to `toBaud` makes of bytes sent back to back at `fromBaud`: it waits for a falling edge, samples
 * the middle of each of its own bit times, and drops the byte when the stop bit is not high (a framing error).
 */
export function resample(bytes: Uint8Array, fromBaud: number, toBaud: number): Uint8Array {
  if (fromBaud === toBaud) return bytes;
  const level = waveform(bytes);
  const step = fromBaud / toBaud;
  const heard: number[] = [];
  for (let at = nextStart(level, 0); at !== undefined; ) {
    const byte = sampleByte(level, at, step);
    if (byte !== undefined) heard.push(byte);
    at = nextStart(level, Math.ceil(at + step * (BITS_PER_BYTE - 0.5)));
  }
  return Uint8Array.from(heard);
}

/** One level for each bit time of the sender; an idle line is high. */
function waveform(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) => [0, ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1), 1]);
}

function nextStart(level: readonly number[], from: number): number | undefined {
  for (let at = from; at < level.length; at++) {
    if (level[at] === 0 && (at === 0 || level[at - 1] === 1)) return at;
  }
  return undefined;
}

function sampleByte(level: readonly number[], start: number, step: number): number | undefined {
  const sample = (bit: number): number => level[Math.floor(start + step * (bit + 0.5))] ?? 1;
  if (sample(0) !== 0 || sample(9) !== 1) return undefined;
  let byte = 0;
  for (let bit = 0; bit < 8; bit++) byte |= sample(bit + 1) << bit;
  return byte;
}
