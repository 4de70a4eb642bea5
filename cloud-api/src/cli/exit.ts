import { formatError, VratarError } from '@vratar/protocol/errors';

/** Exit codes of `vratar-cloud`. */
export const EXIT = { done: 0, failed: 1, usage: 2, differs: 3 } as const;

/** Prints an error for a person on standard error. @returns the exit code */
export function reportFailure(error: unknown): number {
  const known = error instanceof VratarError ? error : (told(error) ?? inside(error));
  console.error(formatError(known));
  return known.code.startsWith('config_') ? EXIT.usage : EXIT.failed;
}

/** What somebody at a terminal mistyped shows itself only in the files or the database: it is no fault inside. */
function told(error: unknown): VratarError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, message } = error as Error & { readonly code?: unknown; readonly path?: unknown };
  if (typeof path === 'string')
    return new VratarError('file_unusable', { why: String(code) }, { file: path });
  return code === INVALID_TEXT ? new VratarError('argument_invalid', { why: message }) : undefined;
}

/** PostgreSQL: text that is none of the type that was asked for, such as an identifier. */
const INVALID_TEXT = '22P02';

const inside = (error: unknown): VratarError =>
  new VratarError('internal', {
    why: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
