import type { Result } from '../socket/schema.ts';
import type { LineRunner } from './line-runner.ts';

type LineView = Result<'status'>['lines'][number];

/** The lines that run, as the socket shows them. */
export function lineViews(lines: ReadonlyMap<string, LineRunner>): LineView[] {
  return [...lines].flatMap(([line, runner]) => {
    const status = runner.status();
    if (status === undefined) return [];
    const { up, baud, framer, echoes } = status;
    const devices = status.devices.map(({ address, phase, proved, turnaroundMs, counters }) => {
      return { address, phase, proved, turnaroundMs: Math.round(turnaroundMs * 10) / 10, ...counters };
    });
    return [{ line, up, baud, noiseBytes: framer.discardedBytes, echoes, devices }];
  });
}
