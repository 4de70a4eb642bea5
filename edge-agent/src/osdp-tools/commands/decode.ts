import { readCapture } from '../capture/read-capture.ts';
import { decodeCapture } from '../decode/decode-capture.ts';
import { EXIT } from '../exit-codes.ts';
import { readKeys } from '../keys/read-keys.ts';
import type { ToolIo } from '../tool-io.ts';
import { Viewer, type ViewOptions } from './viewer.ts';

export type DecodeOptions = ViewOptions & { readonly keyFile?: string };

/** Shows what a capture holds. */
export async function decode(io: ToolIo, path: string, options: DecodeOptions): Promise<number> {
  const keys = options.keyFile === undefined ? [] : readKeys(options.keyFile);
  const viewer = new Viewer(io, options);
  for await (const entry of decodeCapture(readCapture(path), keys)) {
    viewer.show(entry);
    if (io.stop.aborted) break;
  }
  return viewer.end() ? EXIT.done : EXIT.negative;
}
