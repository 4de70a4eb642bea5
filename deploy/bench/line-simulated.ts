import { parseArgs } from 'node:util';
import { leastP99AmongReads, worstTap, worstTapAmongReads } from './line/limit.ts';
import { SimulatedLine } from './line/simulated-line.ts';
import { summarise } from './percentiles.ts';

const HELP = `Tap to unlock in simulated time: what the order of commands costs over the wire's own limit, without any noise of
the machine. line.ts measures the same in real time, over real ports and with the real journal.

  npm run bench -- line-simulated [--taps 2000] [--commit 5] [--baud 9600] [--pds 4] [--turnaround 0]
                                      [--with nothing|silent|fire|fires]

"silent": one more reader that is switched off; "fire": one reader carries a fire input, so its inputs are read every
second whatever it costs; "fires": each does.

"L" is the limit of the issue, which knows no such reads, and "ratio" the 99th percentile over L plus the commit. "L+reads"
is the worst tap with the reads that lie in its way, "ratio+reads" the 99th percentile over it plus the commit. "least" is
the ratio to L that no order of commands can be better than: a read of d ms a second makes a tap later than L by more than
x in d - x of 1,000 ms, and one tap in a hundred meets 10 of them, so the 99th percentile of many taps is L + d - 10 ms at least.
`;

const { values } = parseArgs({
  options: {
    taps: { type: 'string', default: '2000' },
    commit: { type: 'string', default: '5' },
    baud: { type: 'string', multiple: true, default: ['9600', '115200'] },
    pds: { type: 'string', multiple: true, default: ['1', '4', '8'] },
    turnaround: { type: 'string', multiple: true, default: ['0', '17'] },
    with: { type: 'string', multiple: true, default: ['nothing', 'silent', 'fire', 'fires'] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const commitMs = Number(values.commit);
const column = (cell: string | number) => String(cell).padStart(12);
const line = (cells: readonly (string | number)[]) => process.stdout.write(`${cells.map(column).join('')}\n`);

line([
  'baud',
  'PDs',
  'τ',
  'with',
  'L',
  'L+reads',
  'commit',
  'p50',
  'p99',
  'max',
  'ratio',
  'least',
  'ratio+reads',
  'n',
]);
for (const baud of values.baud.map(Number)) {
  for (const turnaroundMs of values.turnaround.map(Number)) {
    for (const devices of values.pds.map(Number)) {
      for (const extra of values.with) row(baud, turnaroundMs, devices, extra);
    }
  }
}

function row(baud: number, turnaroundMs: number, devices: number, extra: string): void {
  const shape = { baud, devices, turnaroundMs, gapMs: 0 };
  const withFire = extra === 'fire' ? 1 : extra === 'fires' ? devices : 0;
  const simulated = new SimulatedLine({ shape, commitMs, silent: extra === 'silent', withFire });
  const taps = Array.from({ length: Number(values.taps) }, () => simulated.tap());
  const { n, p50, p99, max } = summarise(taps);
  const limit = worstTap(shape);
  const amongReads = worstTapAmongReads(shape, withFire);
  const least = leastP99AmongReads(shape, withFire);
  const over = (ms: number, bound: number) => ((ms + commitMs) / (bound + commitMs)).toFixed(3);
  const figures = [limit, amongReads, commitMs, p50, p99, max].map((ms) => ms.toFixed(1));
  const ratios = [
    over(p99 - commitMs, limit),
    least > limit ? over(least, limit) : '-',
    over(p99 - commitMs, amongReads),
  ];
  line([baud, devices, turnaroundMs, extra, ...figures, ...ratios, n]);
}
