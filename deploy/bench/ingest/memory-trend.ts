import { readFileSync } from 'node:fs';

/** Memory of a process at one moment, bytes; the heap after a full collection. */
export interface MemorySample {
  readonly atMs: number;
  readonly rss: number;
  readonly heapUsed: number;
}

/** What `memory-probe.ts` has written between two moments. */
export function readMemory(file: string, fromMs: number, untilMs: number): readonly MemorySample[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as MemorySample)
    .filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
}

/**
 * How fast something grows: the slope of the line of least squares, bytes a minute.
 * @param samples at least two
 */
export function growth(samples: readonly MemorySample[], of: 'rss' | 'heapUsed'): number {
  const mean = (pick: (sample: MemorySample) => number) =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const [at, size] = [mean(({ atMs }) => atMs), mean((sample) => sample[of])];
  const together = mean((sample) => (sample.atMs - at) * (sample[of] - size));
  return (together / mean(({ atMs }) => (atMs - at) ** 2)) * 60_000;
}
