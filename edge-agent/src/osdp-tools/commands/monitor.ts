import { toJson, toLine } from '../decode/describe.ts';
import type { Entry } from '../decode/entry.ts';
import { TrafficDecoder } from '../decode/traffic-decoder.ts';
import { EXIT } from '../exit-codes.ts';
import { readKeys } from '../keys/read-keys.ts';
import type { ToolIo } from '../tool-io.ts';
import { type ListenOptions, listen } from './listen.ts';

export type ViewOptions = { readonly json?: true; readonly reveal?: true; readonly all?: true };

/** Shows what is said on a line, as it is said. */
export async function monitor(
  io: ToolIo,
  target: string,
  options: ListenOptions & ViewOptions,
): Promise<number> {
  const keys = options.keyFile === undefined ? [] : readKeys(options.keyFile);
  const decoder = new TrafficDecoder(keys);
  await listen(io, target, options, ({ framed, atNs }) => show(io, decoder.take(framed, atNs), options));
  return EXIT.done;
}

/** Prints an entry, unless it is a POLL or an ACK that nobody asked to see. */
export function show(io: ToolIo, entry: Entry, options: ViewOptions): void {
  if (!options.all && isQuiet(entry)) return;
  const reveal = options.reveal === true;
  io.out(options.json ? JSON.stringify(toJson(entry, reveal)) : toLine(entry, reveal));
}

function isQuiet(entry: Entry): boolean {
  return entry.kind === 'frame' && (entry.name === 'POLL' || entry.name === 'ACK');
}
