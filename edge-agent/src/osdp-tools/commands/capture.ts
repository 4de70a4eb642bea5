import { closeSync, openSync, writeSync } from 'node:fs';
import { VratarError } from '@vratar/protocol/errors';
import { type CaptureIo, formatRecord } from '../capture/record.ts';
import { Redactor } from '../capture/redactor.ts';
import { EXIT } from '../exit-codes.ts';
import type { ToolIo } from '../tool-io.ts';
import type { Traffic } from '../wire/wire.ts';
import { type ListenOptions, listen } from './listen.ts';

export type CaptureOptions = ListenOptions & { readonly unredacted?: true };

const SOURCE = 'vratar-edge';

/** Records what is said on a line, in the form that other OSDP tools read. Never over an existing file. */
export async function capture(
  io: ToolIo,
  target: string,
  path: string,
  options: CaptureOptions,
): Promise<number> {
  const file = create(path);
  const redactor = options.unredacted ? undefined : new Redactor();
  const source = redactor === undefined ? SOURCE : `${SOURCE} (redacted)`;
  let records = 0;
  try {
    await listen(io, target, options, ({ way, atNs, framed }) => {
      const data = redactor?.redact(framed) ?? framed.bytes;
      writeSync(file, `${formatRecord({ atNs, io: ioOf(way, options), data }, source)}\n`);
      records += 1;
    });
  } finally {
    closeSync(file);
    io.note(`${records} records in ${path}`);
  }
  return records > 0 ? EXIT.done : EXIT.negative;
}

function ioOf(way: Traffic['way'], options: CaptureOptions): CaptureIo {
  if (options.poll === undefined) return 'trace';
  return way === 'sent' ? 'output' : 'input';
}

function create(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    throw new VratarError('capture_file', { path, why: (error as Error).message });
  }
}
