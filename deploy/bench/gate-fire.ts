import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { GateRig, laneNames, type SiteShape } from '../testing/gate/index.ts';
import { worstFire } from './gate/fire-limit.ts';
import { FireTrials } from './gate/fire-trials.ts';
import { crowd } from './gate/lanes.ts';
import { summarise } from './percentiles.ts';

const HELP = `From a fire contact's change to the last of 16 released lanes (DESIGN.md, section 5).

  npm run bench -- gate-fire [--trials 1000] [--turnaround 0] [--disk plain|stall|both]

Two lines of 8 devices at 115,200 baud in secure channel, taps going on, one device dead. "stall": every commit takes 2 s.
The limit is the exchange in progress, one cycle of polls and all releases of the longer line; the target 1.3 times that,
and 150 ms at turnaround 0.
`;

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '1000' },
    turnaround: { type: 'string', default: '0' },
    disk: { type: 'string', default: 'both' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const STALLING = join(import.meta.dirname, 'gate', 'stalling-gate.ts');
const CARDS = 2000;
const turnaroundMs = Number(values.turnaround);
const shape: SiteShape = { lines: 2, lanesPerLine: 8, baud: 115_200, turnaroundMs };
const limit = worstFire({ baud: shape.baud, devices: shape.lanesPerLine, turnaroundMs, gapMs: 0 });
const target = turnaroundMs === 0 ? Math.min(150, 1.3 * limit) : 1.3 * limit;

for (const disk of values.disk === 'both' ? ['plain', 'stall'] : [values.disk]) await measure(disk);

async function measure(disk: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-bench-fire-'));
  const rig = await GateRig.build(folder, shape, CARDS);
  await rig.bringList();
  const gate = rig.startGate(disk === 'stall' ? { entry: STALLING } : {});
  try {
    const tool = await gate.connect('tool');
    await sleep(2000);
    const [dead, ...alive] = laneNames(shape).reverse();
    rig.school.site.devices.get(dead!).pd.powerOff();
    const stop = new AbortController();
    const people = crowd(rig.school, alive, CARDS, stop.signal);
    const trials = new FireTrials(rig, tool, alive);
    const samples = await trials.run(Number(values.trials));
    stop.abort();
    await people;
    report(disk, samples);
  } finally {
    await gate.kill();
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(disk: string, samples: readonly number[]): void {
  const { n, p50, p99, max } = summarise(samples);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `fire to last of 15 lanes, disk ${disk}, turnaround ${turnaroundMs} ms: p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)}, n ${n}; ` +
      `limit ${ms(limit)}, ratio ${(p99 / limit).toFixed(2)} (target ${(target / limit).toFixed(2)})`,
  );
  if (p99 > target) process.exitCode = 1;
}
