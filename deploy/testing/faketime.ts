import { globSync } from 'node:fs';

/** Debian keeps it in a folder of the architecture's, Fedora in lib64, Arch in lib. */
const PLACES = '/usr/lib{,64}{,/*}/faketime/libfaketimeMT.so.1';

/** Path of faketime's library for processes with threads; undefined where it is not installed. */
export function faketimeLibrary(): string | undefined {
  return globSync(PLACES)[0];
}
