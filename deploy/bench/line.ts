import { parseArgs } from 'node:util';
import { type LineShape, worstTap } from './line/limit.ts';
import type { TestChoice } from './line/line-under-test.ts';
import { runTaps } from './line/tap-run.ts';
import { summarise } from './percentiles.ts';

const HELP = `Tap to unlock on a paced line, against what the wire itself allows (DESIGN.md, section 5).

  npm run bench -- line [--taps 1000] [--baud 9600] [--pds 4] [--turnaround 0] [--disk plain|slow|none]
                            [--over socket|pty]

Without choices: 1, 4 and 8 PDs, both speeds, turnaround 0 and 17 ms, plain and slow disk. "ratio" is the 99th
percentile over L plus the 99th percentile of the commits of that run; "target" what it must not exceed.
`;

const { values } = parseArgs({
  options: {
    taps: { type: 'string', default: '1000' },
    baud: { type: 'string', multiple: true },
    pds: { type: 'string', multiple: true },
    turnaround: { type: 'string', multiple: true },
    disk: { type: 'string', multiple: true },
    over: { type: 'string', default: 'socket' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const numbers = (chosen: string[] | undefined, all: readonly number[]) => chosen?.map(Number) ?? all;
const disks = (values.disk ?? ['plain', 'slow']) as TestChoice['disk'][];
const TARGET: Readonly<Record<number, number>> = { 9600: 1.1, 115200: 1.3 };

process.stdout.write(
  `${['baud', 'PDs', 'τ', 'disk', 'L', 'commit p99', 'p50', 'p99', 'max', 'ratio', 'target', 'n'].map(column).join('')}\n`,
);
let missed = 0;
for (const baud of numbers(values.baud, [9600, 115_200])) {
  for (const turnaroundMs of numbers(values.turnaround, [0, 17])) {
    for (const devices of numbers(values.pds, [1, 4, 8])) {
      for (const disk of disks) await row({ baud, devices, turnaroundMs, gapMs: 0 }, disk);
    }
  }
}
process.exit(missed > 0 ? 1 : 0);

async function row(shape: LineShape, disk: TestChoice['disk']): Promise<void> {
  const over = values.over === 'pty' ? 'pty' : 'socket';
  const lines = shape.baud <= 9600 ? 8 : 1;
  const run = await runTaps({ shape, over, disk }, Number(values.taps), lines);
  const limit = worstTap(shape);
  const commit = disk === 'none' ? 0 : summarise(run.commits).p99;
  const { n, p50, p99, max } = summarise(run.taps);
  const ratio = p99 / (limit + commit);
  const target = TARGET[shape.baud] ?? 1.3;
  if (ratio > target) missed += 1;
  const figures = [limit, commit, p50, p99, max].map((ms) => ms.toFixed(1));
  const cells = [
    shape.baud,
    shape.devices,
    shape.turnaroundMs,
    disk,
    ...figures,
    ratio.toFixed(3),
    target,
    n,
  ];
  process.stdout.write(`${cells.map(column).join('')}${ratio > target ? ' missed' : ''}\n`);
}

function column(cell: string | number): string {
  return String(cell).padStart(11);
}
