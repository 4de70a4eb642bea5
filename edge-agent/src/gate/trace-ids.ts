import { randomBytes } from 'node:crypto';
import type { NextTrace } from '../core/index.ts';

/** Short, ordered within a run, and unique over all runs: eight random characters for the run, then a count. */
export function traceIds(): NextTrace {
  const run = randomBytes(6).toString('base64url');
  let count = 0;
  return () => `${run}-${(++count).toString(36)}`;
}
