import { formatError, VratarError } from '@vratar/protocol/errors';

/** Exit codes of `vratar-edge`. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** Wrong arguments, or a wrong configuration. */
  usage: 2,
  /** The question was answered, and the answer is that something is wrong. */
  wrong: 3,
} as const;

/** Prints an error for a person, or for a program, on standard error. @returns the exit code */
export function reportFailure(error: unknown, json: boolean): number {
  const known =
    error instanceof VratarError
      ? error
      : new VratarError('internal', {
          why: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
  console.error(json ? JSON.stringify({ error: known }) : formatError(known));
  return known.code.startsWith('config_') ? EXIT.usage : EXIT.failed;
}
