import { summarise } from '../percentiles.ts';

/** Prints a row: what was measured, its limit, and the worst ratio to it. @returns whether it stayed within */
export function report(what: string, limitMs: number, times: readonly number[]): boolean {
  const { n, p50, p99, max } = summarise([...times]);
  const judged = n >= 1_000 ? p99 : max;
  const figures = [p50, p99, max].map((ms) => ms.toFixed(1).padStart(9)).join('');
  const ratio = (judged / limitMs).toFixed(2).padStart(7);
  process.stdout.write(
    `${what.padEnd(44)}${String(limitMs).padStart(7)}${figures}${ratio}${String(n).padStart(7)}\n`,
  );
  return judged <= limitMs;
}

export function header(): void {
  const titles = ['limit', 'p50', 'p99', 'max', 'ratio', 'n'];
  const widths = [7, 9, 9, 9, 7, 7];
  process.stdout.write(
    `${'milliseconds'.padEnd(44)}${titles.map((title, i) => title.padStart(widths[i]!)).join('')}\n`,
  );
}
