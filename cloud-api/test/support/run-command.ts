import type { Command } from 'commander';

/** Runs a command line; what it printed, and the exit code or the error that it ended with. */
export async function runCommand(command: Command, ...args: string[]) {
  const printed: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((text: string | Uint8Array, ...rest: never[]) =>
    typeof text === 'string' ? printed.push(text) > 0 : write.call(process.stdout, text, ...rest)) as never;
  let error: unknown;
  for (const below of command.commands) below.exitOverride();
  try {
    await command.exitOverride().parseAsync(args, { from: 'user' });
  } catch (cause) {
    error = cause;
  } finally {
    process.stdout.write = write;
  }
  const code = process.exitCode ?? 0;
  process.exitCode = 0;
  return { text: printed.join(''), code, error };
}
