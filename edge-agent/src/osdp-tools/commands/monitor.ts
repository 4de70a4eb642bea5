import { TrafficDecoder } from '../decode/traffic-decoder.ts';
import { EXIT } from '../exit-codes.ts';
import { readKeys } from '../keys/read-keys.ts';
import type { ToolIo } from '../tool-io.ts';
import { type ListenOptions, listen } from './listen.ts';
import { Viewer, type ViewOptions } from './viewer.ts';

/** Shows what is said on a line, as it is said. */
export async function monitor(
  io: ToolIo,
  target: string,
  options: ListenOptions & ViewOptions,
): Promise<number> {
  const keys = options.keyFile === undefined ? [] : readKeys(options.keyFile);
  const decoder = new TrafficDecoder(keys);
  const viewer = new Viewer(io, options);
  await listen(io, target, options, ({ framed, atNs }) => viewer.show(decoder.take(framed, atNs)));
  return viewer.end() ? EXIT.done : EXIT.negative;
}
