import { formatError, VratarError } from '@vratar/protocol/errors';

/** Exit codes of `vratar-cloud`. */
export const EXIT = { done: 0, failed: 1, usage: 2, differs: 3 } as const;

/** Prints an error for a person on standard error. @returns the exit code */
export function reportFailure(error: unknown): number {
  const known = error instanceof VratarError ? error : (told(error) ?? inside(error));
  console.error(formatError(known));
  if (known.code === 'argument_invalid' && error instanceof Error) console.error(placesOf(error));
  return known.code.startsWith('config_') || known.code === 'argument_invalid' ? EXIT.usage : EXIT.failed;
}

/** What somebody at a terminal mistyped shows itself only in the files or the database: it is no fault inside. */
function told(error: unknown): VratarError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall, message } = error as NodeJS.ErrnoException;
  if (typeof path === 'string' && isOfFile(syscall))
    return new VratarError('file_unusable', { why: String(code) }, { file: path }, { cause: error });
  return code === INVALID_TEXT && NO_UUID.test(message)
    ? new VratarError('argument_invalid', { why: message }, {}, { cause: error })
    : undefined;
}

/** A program that cannot be started has a path, too; nobody typed it. */
const isOfFile = (syscall = ''): boolean => syscall !== '' && !syscall.startsWith('spawn');

/** PostgreSQL: text that is none of the type that was asked for. Of identifiers alone are typed ones sent as they are. */
const INVALID_TEXT = '22P02';
const NO_UUID = /^invalid input syntax for type uuid: /;

/** Where it came from, for the case that the program itself made the text up. */
const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

const inside = (error: unknown): VratarError =>
  new VratarError('internal', {
    why: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
