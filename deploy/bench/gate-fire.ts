import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { GateRig, laneNames, type SiteShape } from '../testing/gate/index.ts';
import { crowd } from './gate/crowd.ts';
import { worstFire } from './gate/fire-limit.ts';
import { fireStages } from './gate/fire-report.ts';
import { FireTrials } from './gate/fire-trials.ts';
import type { FireSample } from './gate/fire-watch.ts';
import { SimulatedFire } from './gate/simulated-fire.ts';
import { summarise } from './percentiles.ts';

const HELP = `From a fire contact's change to the last of 16 released lanes (DESIGN.md, section 5).

  npm run bench -- gate-fire [--trials 1000] [--turnaround 0] [--disk plain|stall|both|simulated]

Two lines of 8 devices at 115,200 baud in secure channel, taps going on, one device dead. "stall": every commit takes 2 s.
"simulated": the gate's core and lines in simulated time, so that no machine is in the figure. Of each alarm: until the
contact's device was asked, from then to the first release, from there to the last.
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
const trials = Number(values.trials);
const shape: SiteShape = { lines: 2, lanesPerLine: 8, baud: 115_200, turnaroundMs };
const limit = worstFire({ baud: shape.baud, devices: shape.lanesPerLine, turnaroundMs, gapMs: 0 });
const target = turnaroundMs === 0 ? Math.min(150, 1.3 * limit) : 1.3 * limit;
const [dead, ...alive] = laneNames(shape).reverse();
/** Lanes that can be freed, by line, in the order of their addresses. */
const lines = Map.groupBy(alive.toReversed(), (lane) =>
  laneNames(shape).indexOf(lane) < shape.lanesPerLine ? 'line-1' : 'line-2',
);

for (const disk of values.disk === 'both' ? ['plain', 'stall'] : [values.disk]) {
  report(disk, disk === 'simulated' ? simulate() : await measure(disk));
}

function simulate(): FireSample[] {
  const fire = new SimulatedFire(shape, lines, [dead!]);
  return Array.from({ length: trials }, () => fire.trial());
}

async function measure(disk: string): Promise<FireSample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-bench-fire-'));
  const rig = await GateRig.build(folder, shape, CARDS);
  await rig.bringList();
  const gate = rig.startGate(disk === 'stall' ? { entry: STALLING } : {});
  try {
    const tool = await gate.connect('tool');
    await sleep(2000);
    const { site, clock } = rig.school;
    site.devices.get(dead!).pd.powerOff();
    const endCrowd = crowd({ site, clock, cards: CARDS }, alive);
    const samples = await new FireTrials(rig, tool, lines).run(trials);
    endCrowd();
    return samples;
  } finally {
    await gate.kill();
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(disk: string, samples: readonly FireSample[]): void {
  const { n, p50, p99, max } = summarise(samples.map(({ total }) => total));
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `fire to last of 15 lanes, disk ${disk}, turnaround ${turnaroundMs} ms: p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)}, n ${n}; ` +
      `limit ${ms(limit)}, ratio ${(p99 / limit).toFixed(2)} (target ${(target / limit).toFixed(2)})`,
  );
  console.log(fireStages(samples));
  if (p99 > target) process.exitCode = 1;
}
