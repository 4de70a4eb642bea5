import { globSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ROOT } from '../root.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A test that hangs must not hang the whole run: the longest honest one takes two minutes. */
const FILE_TIMEOUT_MS = 10 * 60_000;

/**
 * Runs test files, each in a process of its own, and prints what each says.
 * @param globs relative to the checkout
 * @param concurrency files at the same time
 */
export async function runTests(globs: readonly string[], concurrency: number): Promise<Counts> {
  const files = globs.flatMap((glob) => globSync(glob, { cwd: ROOT })).map((file) => join(ROOT, file));
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  if (files.length === 0) return counts;
  const stream = run({ files: files.sort(), concurrency, timeout: FILE_TIMEOUT_MS, cwd: ROOT });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) counts.skipped++;
    else counts.passed++;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type !== 'suite') counts.failed++;
  });
  const printed = stream.compose(new spec());
  printed.pipe(process.stdout, { end: false });
  await finished(printed, { writable: false });
  return counts;
}
