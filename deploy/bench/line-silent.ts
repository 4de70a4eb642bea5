import { parseArgs } from 'node:util';
import { runTaps } from './line/tap-run.ts';
import { summarise } from './percentiles.ts';

const HELP = `What one reader that was switched off costs the others: their taps with it on the line, over their taps
without it. Nothing is committed, so that the disk does not hide it. Target: 99th percentiles within 1.05.

  npm run bench -- line-silent [--taps 1000] [--baud 9600] [--pds 3] [--turnaround 0]
`;

const { values } = parseArgs({
  options: {
    taps: { type: 'string', default: '1000' },
    baud: { type: 'string', multiple: true, default: ['9600', '115200'] },
    pds: { type: 'string', default: '3' },
    turnaround: { type: 'string', multiple: true, default: ['0', '17'] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const TARGET = 1.05;
let missed = false;
for (const baud of values.baud.map(Number)) {
  for (const turnaroundMs of values.turnaround.map(Number)) await compare(baud, turnaroundMs);
}
process.exit(missed ? 1 : 0);

async function compare(baud: number, turnaroundMs: number): Promise<void> {
  const shape = { baud, devices: Number(values.pds), turnaroundMs, gapMs: 0 };
  const lines = baud <= 9600 ? 8 : 1;
  const measure = async (silent: boolean) =>
    summarise(
      (await runTaps({ shape, over: 'socket', disk: 'none', silent }, Number(values.taps), lines)).taps,
    );
  const without = await measure(false);
  const withIt = await measure(true);
  const ratio = withIt.p99 / without.p99;
  if (ratio > TARGET) missed = true;
  process.stdout.write(
    `${baud} baud, ${shape.devices} PDs, τ ${turnaroundMs}: p99 ${without.p99.toFixed(1)} ms without, ` +
      `${withIt.p99.toFixed(1)} ms with one switched off (max ${withIt.max.toFixed(1)}), ` +
      `ratio ${ratio.toFixed(3)}, target ${TARGET}, n ${withIt.n}\n`,
  );
}
