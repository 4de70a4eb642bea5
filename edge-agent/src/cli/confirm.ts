import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { EXIT } from './exit.ts';

export interface YesOption {
  readonly yes?: boolean;
}

interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** The question goes to standard error: what a program reads stays clean. */
const OWN: Terminal = { input: process.stdin, output: process.stderr };

export const withYes = (command: Command): Command =>
  command.option('-y, --yes', 'do not ask; needed where nobody can be asked');

/**
 * Asks whoever sits at the terminal, unless `--yes` was said. Nothing but a yes is one.
 * @throws CommanderError (wrong use) where there is no terminal to ask at
 */
export async function confirm(
  question: string,
  { yes }: YesOption,
  command: Command,
  terminal = OWN,
): Promise<boolean> {
  if (yes) return true;
  if (terminal.input.isTTY !== true)
    command.error(`error: ${question}\nNobody can be asked here: say it with --yes.`, {
      exitCode: EXIT.usage,
    });
  if (await ask(question, terminal)) return true;
  terminal.output.write('Nothing was done.\n');
  process.exitCode = EXIT.failed;
  return false;
}

/** An end of the input, or Ctrl-C, is no. */
function ask(question: string, { input, output }: Terminal): Promise<boolean> {
  const reader = createInterface({ input, output, prompt: `${question} [y/N] ` });
  let answer = '';
  reader.once('line', (line) => {
    answer = line;
    reader.close();
  });
  const ended = new Promise<boolean>((resolve) => {
    reader.once('close', () => resolve(/^y(es)?$/i.test(answer.trim())));
  });
  reader.prompt();
  return ended;
}
