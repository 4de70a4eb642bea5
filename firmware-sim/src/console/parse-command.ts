import { VratarError } from '@vratar/protocol/errors';
import { type DeviceCommand, deviceCommands } from './device-commands.ts';
import { splitWords } from './split-words.ts';

/**
 * One line of the prompt or of a script. Undefined for an empty line or a comment.
 * @throws VratarError `sim_command`
 */
export function parseCommand(line: string): DeviceCommand | undefined {
  const text = line.replace(/(^|\s)#.*$/, '').trim();
  if (text === '') return undefined;
  const [name, ...words] = splitWords(text) as [string, ...string[]];
  const definition = deviceCommands.get(name);
  if (definition === undefined) throw new VratarError('sim_command', { why: `there is no command ${name}` });
  return definition.parse(words);
}
