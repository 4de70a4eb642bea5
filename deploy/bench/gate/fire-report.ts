import { summarise } from '../percentiles.ts';
import type { FireSample } from './fire-watch.ts';

const STAGES = ['asked', 'decided', 'released'] as const;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Where the time went, over all alarms and in the slowest of them. */
export function fireStages(samples: readonly FireSample[]): string {
  const all = STAGES.map((stage) => {
    const { p50, p99, max } = summarise(samples.map((sample) => sample[stage]));
    return `  ${stage}: p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)}`;
  });
  const slowest = [...samples].sort((a, b) => b.total - a.total).slice(0, Math.max(3, samples.length / 100));
  const each = slowest.map(
    (sample) =>
      `  ${ms(sample.total)} = ${STAGES.map((stage) => `${stage} ${ms(sample[stage])}`).join(' + ')}; ` +
      `${sample.others} other commands, simulator late by ${ms(sample.late)}`,
  );
  return [...all, '  slowest:', ...each].join('\n');
}
