import type { Result } from '../socket/schema.ts';
import { table } from './table.ts';
import { utcTime } from './utc-time.ts';

const STAGES = ['decided', 'committed', 'opened', 'refused', 'passage', 'timed_out', 'acknowledged'];

/** The last taps and the histogram of their stages for a person. */
export function traceText({ taps, stages }: Result<'trace'>): string {
  if (taps.length === 0) return 'No taps yet';
  const shown = STAGES.filter((stage) => taps.some((tap) => tap.stages[stage] !== undefined));
  const rows = taps.map(({ at, lane, direction, code, trace, seq, stages: reached }) => [
    utcTime(at),
    lane,
    direction,
    code,
    ...shown.map((stage) => reached[stage]?.toFixed(1) ?? ''),
    seq ?? '',
    trace,
  ]);
  const heading = [
    'TIME (UTC)',
    'LANE',
    '',
    'OUTCOME',
    ...shown.map((stage) => `${stage}, ms`),
    'EVENT',
    'TRACE',
  ];
  const summary = stages.map(({ stage, count, p50, p99, max }) => [stage, count, p50, p99, max]);
  return `${table([heading, ...rows])}\n\n${table([['STAGE', 'TAPS', 'p50, ms', 'p99, ms', 'max, ms'], ...summary])}`;
}
