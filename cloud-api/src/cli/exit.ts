import { formatError, VratarError } from '@vratar/protocol/errors';

/** Exit codes of `vratar-cloud`. */
export const EXIT = { done: 0, failed: 1, usage: 2, differs: 3 } as const;

/** Prints an error for a person on standard error. @returns the exit code */
export function reportFailure(error: unknown): number {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const known = error instanceof VratarError ? error : new VratarError('internal', { why });
  console.error(formatError(known));
  return known.code.startsWith('config_') ? EXIT.usage : EXIT.failed;
}
