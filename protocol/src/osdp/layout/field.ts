import { VratarError } from '../../errors/index.ts';
import type { Reader, Writer } from './cursor.ts';

/** How one value lies in the data of a message. */
export interface Field<T> {
  read(reader: Reader, path: string): T;
  /** @throws VratarError `osdp_value_out_of_range`, naming `path`. */
  write(writer: Writer, value: T, path: string): void;
}

export type ValueOf<F> = F extends Field<infer T> ? T : never;

export function outOfRange(path: string, found: string | number, expected: string): VratarError {
  return new VratarError('osdp_value_out_of_range', { found, expected }, { field: path });
}
