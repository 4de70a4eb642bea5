import type { TestLine } from './test-line.ts';

/** ISTAT and ISTATR in secure channel. */
const READ_BYTES = 15 + 31;

/** Moments at which the ISTATs that this reader answered were sent. */
export function readsOf(line: TestLine, address: number, from: number): number[] {
  const answers = line.of('inputs', address).filter(({ at }) => at > from);
  return answers.map(({ at }) => line.sent.findLast((sent) => sent.at < at)!.at);
}

export const gaps = (times: readonly number[]) => times.slice(1).map((at, n) => at - times[n]!);

/** The longest time without one of these since `from`, the time before the first and after the last counted, in whole µs. */
export function longestWithout(line: TestLine, times: readonly number[], from: number): number {
  // A read that is on its way has not been counted yet.
  const until = line.now - line.bytesTime(READ_BYTES);
  return Math.round(Math.max(...gaps([from, ...times, until])) * 1000) / 1000;
}
