import { readFileSync } from 'node:fs';
import { VratarError } from '@vratar/protocol/errors';

const KEY = /^[0-9a-f]{32}$/i;

/**
 * Keys of a file: 32 hexadecimal digits a line, empty lines and lines that start with `#` ignored.
 * @throws VratarError `osdp_key_unreadable`, with file and line.
 */
export function readKeys(path: string): Uint8Array[] {
  const keys: Uint8Array[] = [];
  readText(path)
    .split('\n')
    .forEach((line, at) => {
      const text = line.trim();
      if (text === '' || text.startsWith('#')) return;
      if (!KEY.test(text)) throw unreadable(path, 'not 32 hexadecimal digits', at + 1);
      keys.push(new Uint8Array(Buffer.from(text, 'hex')));
    });
  if (keys.length === 0) throw unreadable(path, 'it holds no key');
  return keys;
}

/** The only key of a file. @throws VratarError `osdp_key_unreadable`. */
export function readKey(path: string): Uint8Array {
  const keys = readKeys(path);
  if (keys.length > 1) throw unreadable(path, `it holds ${keys.length} keys`);
  return keys[0]!;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, (error as Error).message);
  }
}

function unreadable(source: string, why: string, line?: number): VratarError {
  return new VratarError(
    'osdp_key_unreadable',
    { source, why },
    line === undefined ? {} : { file: source, line },
  );
}
