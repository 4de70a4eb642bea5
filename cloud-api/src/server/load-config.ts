import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseConfig } from '@vratar/protocol/config';
import { VratarError } from '@vratar/protocol/errors';
import { CloudConfig } from './config.ts';

/** A configuration with its paths resolved. */
export interface LoadedConfig {
  readonly config: CloudConfig;
  /** Absolute. */
  readonly data: string;
  /** Folder from which the configuration's paths start. */
  readonly folder: string;
}

export interface ConfigChoice {
  /** Path of the configuration; without one the defaults hold. */
  readonly config?: string | undefined;
  /** Data folder; has precedence over the configuration. */
  readonly data?: string | undefined;
}

/** @throws VratarError `config_unreadable`, `config_syntax`, `config_invalid` with file, line and field */
export function loadCloudConfig({ config: path, data }: ConfigChoice): LoadedConfig {
  const file = path === undefined ? undefined : resolve(path);
  const config = parseConfig(file === undefined ? '' : readText(file), file ?? 'defaults', CloudConfig);
  const folder = file === undefined ? process.cwd() : dirname(file);
  return { config, folder, data: data === undefined ? resolve(folder, config.data) : resolve(data) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VratarError('config_unreadable', { why: (cause as Error).message }, { file }, { cause });
  }
}
