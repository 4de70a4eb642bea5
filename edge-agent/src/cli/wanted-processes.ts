import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Which processes a configuration asks for, found out by a child: the supervisor runs for years, and would otherwise
 * keep a YAML parser and a validator in memory for one question.
 * @returns undefined when the configuration is wrong; the child has printed why
 */
export async function wantedProcesses(main: string, config: string): Promise<string[] | undefined> {
  const child = spawn(process.execPath, [main, 'config', 'check', '--processes', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const output = await text(child.stdout);
  return (await exit) === 0 ? output.trim().split(' ') : undefined;
}
