import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ROOT } from '../root.ts';
import { endOverruns, MARKING } from './end-overruns.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A test that hangs must not hang the whole run: the longest honest file takes two minutes, on a machine five times slower ten. */
const TEST_LIMIT_MS = 10 * 60_000;
const FILE_LIMIT_MS = 15 * 60_000;

/** The long tests mostly wait for what they started, so one more than there are processors keeps those busy. */
const FILES_AT_ONCE = Math.min(availableParallelism(), 4) + 1;
const SLOWEST = 10;

/**
 * Runs test files, each in a process of its own, and prints what each says, and which took longest.
 * @param globs relative to the checkout; the files of earlier ones begin first
 */
export async function runTests(globs: readonly string[]): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const files = [...new Set(globs.flatMap((glob) => globSync(glob, { cwd: ROOT }).sort()))];
  if (files.length === 0) return counts;
  // Every file, and every process that it starts, would strip and compile the same sources anew.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules', '.cache', 'compiled');
  const stream = run({
    files: files.map((file) => join(ROOT, file)),
    concurrency: FILES_AT_ONCE,
    timeout: TEST_LIMIT_MS,
    cwd: ROOT,
    execArgv: MARKING,
  });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) counts.skipped++;
    else counts.passed++;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type !== 'suite') counts.failed++;
  });
  const seconds = new Map<string, number>();
  stream.on('test:summary', ({ file, duration_ms }) => {
    if (file !== undefined) seconds.set(relative(ROOT, file), duration_ms / 1_000);
  });
  const printed = stream.compose(new spec());
  printed.pipe(process.stdout, { end: false });
  const stopLooking = endOverruns(FILE_LIMIT_MS, (line) => process.stdout.write(`✖ ${line}\n`));
  await finished(printed, { writable: false });
  stopLooking();
  printSlowest(seconds);
  return counts;
}

function printSlowest(seconds: ReadonlyMap<string, number>): void {
  const slowest = [...seconds].sort(([, a], [, b]) => b - a).slice(0, SLOWEST);
  for (const [file, took] of slowest) process.stdout.write(`${took.toFixed(1).padStart(6)} s  ${file}\n`);
}
