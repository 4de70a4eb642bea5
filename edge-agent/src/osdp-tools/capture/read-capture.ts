import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { VratarError } from '@vratar/protocol/errors';
import { type CaptureRecord, parseRecord } from './record.ts';

/**
 * Records of a file, or of standard input for `-`, one after the other.
 * @throws VratarError `capture_invalid` with file and line, `capture_file`.
 */
export async function* readCapture(path: string): AsyncGenerator<CaptureRecord> {
  const input: Readable = path === '-' ? process.stdin : createReadStream(path);
  const failed = new Promise<never>((_, fail) => {
    input.once('error', (error: Error) =>
      fail(new VratarError('capture_file', { path, why: error.message })),
    );
  });
  failed.catch(() => {});
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    for (let number = 1; ; number += 1) {
      const next = await Promise.race([lines.next(), failed]);
      if (next.done) return;
      if (next.value.trim() !== '') yield parseRecord(next.value, path, number);
    }
  } finally {
    input.destroy();
  }
}
