import { readCapture } from '../capture/read-capture.ts';
import { decodeCapture } from '../decode/decode-capture.ts';
import { EXIT } from '../exit-codes.ts';
import { readKeys } from '../keys/read-keys.ts';
import type { ToolIo } from '../tool-io.ts';
import { show, type ViewOptions } from './monitor.ts';

export type DecodeOptions = ViewOptions & { readonly keyFile?: string };

/** Shows what a capture holds. */
export async function decode(io: ToolIo, path: string, options: DecodeOptions): Promise<number> {
  const keys = options.keyFile === undefined ? [] : readKeys(options.keyFile);
  let frames = 0;
  for await (const entry of decodeCapture(readCapture(path), keys)) {
    if (entry.kind === 'frame') frames += 1;
    show(io, entry, options);
    if (io.stop.aborted) break;
  }
  return frames > 0 ? EXIT.done : EXIT.negative;
}
