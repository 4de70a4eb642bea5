import { parseArgs } from 'node:util';
import { returnsInRealTime } from './line/returning-reader.ts';
import { SimulatedLine } from './line/simulated-line.ts';
import { summarise } from './percentiles.ts';

const HELP = `A reader comes back after a loss of power: from its first answer until a tap at it opens its lane.

  npm run bench -- line-return [--times 200] [--baud 9600] [--pds 8] [--turnaround 0] [--real]

Without --real in simulated time with commits of 5 ms; with it over a socket with the gate's own journal, where each time
takes 15 s. The reader is without power for 1 to 20 s, so it is found by probes of either rate. The card is shown at once,
before the reader is served again. Target: 1 s, and nobody longer. "first answer" is how long the probe took to find it.
`;

const { values } = parseArgs({
  options: {
    times: { type: 'string' },
    baud: { type: 'string', multiple: true, default: ['9600', '115200'] },
    pds: { type: 'string', multiple: true, default: ['1', '4', '8'] },
    turnaround: { type: 'string', multiple: true, default: ['0', '17'] },
    real: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const TARGET_MS = 1000;
const COMMIT_MS = 5;
const times = Number(values.times ?? (values.real ? 10 : 200));
const line = (cells: readonly (string | number)[]) =>
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(13)).join('')}\n`);

let missed = false;
line(['baud', 'PDs', 'τ', 'p50', 'p99', 'max', 'max/target', 'first answer', 'n']);
for (const baud of values.baud.map(Number)) {
  for (const turnaroundMs of values.turnaround.map(Number)) {
    for (const devices of values.pds.map(Number)) await row(baud, turnaroundMs, devices);
  }
}
process.exit(missed ? 1 : 0);

async function row(baud: number, turnaroundMs: number, devices: number): Promise<void> {
  const shape = { baud, devices, turnaroundMs, gapMs: 0 };
  const returns = values.real ? await returnsInRealTime(shape, times) : simulated(shape);
  const { n, p50, p99, max } = summarise(returns.map(({ served }) => served));
  const { max: answered } = summarise(returns.map((one) => one.answered));
  if (max > TARGET_MS) missed = true;
  const figures = [p50, p99, max].map((ms) => ms.toFixed(0));
  line([baud, devices, turnaroundMs, ...figures, (max / TARGET_MS).toFixed(2), answered.toFixed(0), n]);
}

function simulated(shape: ConstructorParameters<typeof SimulatedLine>[0]['shape']) {
  const simulatedLine = new SimulatedLine({ shape, commitMs: COMMIT_MS, silent: false, withFire: 0 });
  return Array.from({ length: times }, () => simulatedLine.loseAndReturn());
}
