import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseConfig, placeInConfig } from '@vratar/protocol/config';
import { VratarError } from '@vratar/protocol/errors';
import { checkReferences } from './check-references.ts';
import { EdgeConfig } from './edge-config.ts';
import { Secrets } from './secrets.ts';

/** A configuration with its paths resolved. */
export interface LoadedConfig {
  readonly file: string;
  readonly config: EdgeConfig;
  /** Absolute. */
  readonly data: string;
  readonly socketFolder: string;
  readonly secretsFile: string;
}

/**
 * Reads and checks a gateway's configuration, without its secrets.
 * @throws VratarError `config_unreadable`, `config_syntax`, `config_invalid` with file, line and field
 */
export function loadConfig(path: string): LoadedConfig {
  const file = resolve(path);
  const text = readText(file);
  const config = parseConfig(text, file, EdgeConfig);
  for (const { path: at, expected, found } of checkReferences(config))
    throw new VratarError('config_invalid', { expected, found }, placeInConfig(text, file, at));
  const from = dirname(file);
  const data = resolve(from, config.data);
  const socketFolder = resolve(from, config.socket.folder ?? resolve(data, 'run'));
  return { file, config, data, socketFolder, secretsFile: resolve(from, config.secrets) };
}

/**
 * Reads the keys.
 * @throws VratarError as `loadConfig`, and `secrets_open` when others than the owner and the group may read the file
 */
export function loadSecrets({ secretsFile }: Pick<LoadedConfig, 'secretsFile'>): Secrets {
  const text = readText(secretsFile);
  if ((statSync(secretsFile).mode & 0o007) !== 0)
    throw new VratarError('secrets_open', {}, { file: secretsFile });
  return parseConfig(text, secretsFile, Secrets);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VratarError('config_unreadable', { why: (cause as Error).message }, { file }, { cause });
  }
}
