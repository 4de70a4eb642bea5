import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { parseConfig } from '@vratar/protocol/config';
import { VratarError } from '@vratar/protocol/errors';
import { SchoolConfig } from './config.ts';
import { parsePeopleFile } from './people-file.ts';
import { type Person, populationOf } from './population.ts';

export interface LoadedSchool {
  readonly config: SchoolConfig;
  readonly schoolName: string;
  readonly people: readonly Person[];
}

/**
 * Reads the configuration and the people that it names.
 * @throws VratarError `config_unreadable`, `config_syntax`, `config_invalid`, `sim_people_file`
 */
export async function loadSchool(file: string): Promise<LoadedSchool> {
  const config = absolute(parseConfig(await read(file), file, SchoolConfig), dirname(resolve(file)));
  if (config.people === undefined) return { config, schoolName: '', people: [] };
  const { school, people } = parsePeopleFile(await read(config.people), config.people);
  return { config, schoolName: school, people: populationOf(people) };
}

function absolute(config: SchoolConfig, folder: string): SchoolConfig {
  const at = (path: string): string => (isAbsolute(path) ? path : resolve(folder, path));
  return {
    ...config,
    data: at(config.data),
    ...(config.people === undefined ? {} : { people: at(config.people) }),
    lines: config.lines.map((line) =>
      'socket' in line.at ? { ...line, at: { socket: at(line.at.socket) } } : line,
    ),
  };
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new VratarError('config_unreadable', { why: error.message }, { file }, { cause: error });
  });
}
