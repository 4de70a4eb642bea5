import pg from 'pg';

/** A hook could not follow the events; the events themselves are not to blame. */
export class HookFault extends Error {
  readonly hook: string;

  constructor(hook: string, cause: unknown) {
    super(`the hook ${hook} failed`, { cause });
    this.hook = hook;
  }
}

/** SQLSTATE classes that speak of what was written: data, integrity, syntax, cardinality. */
const ABOUT_THE_DATA = new Set(['21', '22', '23', '42']);

/** Whether a retry of the same statement can help: everything that does not speak of what was written. */
export function isTrouble(error: unknown): boolean {
  const reason = error instanceof HookFault ? error.cause : error;
  if (reason instanceof pg.DatabaseError) return !ABOUT_THE_DATA.has(reason.code?.slice(0, 2) ?? '');
  return !(error instanceof HookFault);
}
