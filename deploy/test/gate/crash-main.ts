import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GateRig } from '../../testing/gate/index.ts';
import { CrashRuns } from './crash-runs.ts';
import { atWork } from './power/at-work.ts';
import { meddled } from './power/meddled.ts';
import { onDisk, some, whileDisplaced } from './power/places.ts';
import { powerCuts } from './power/power-cuts.ts';
import { record } from './power/record.ts';
import { seeded } from './seeded.ts';

const HELP = `Kills a real gate at random moments under load, and cuts the power of a recorded one (DESIGN.md, section 6).

  npm run crash -- [--runs 500] [--cuts 2000] [--displaced 2] [--seed N]

--runs       lives of a gate, each ended by SIGKILL; the next one is held to what it has shown
--cuts       power cuts at random calls of a run recorded with strace, unsynced sectors dropped or torn; 0 for none
--displaced  power cuts after every call of a recorded run during which its journal is removed, overwritten, or on its
             way back, so often each; 0 for none
`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    cuts: { type: 'string', default: '2000' },
    displaced: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'vratar-crash-'));
const random = seeded(Number(values.seed));
console.log(`seed ${values.seed}`);
try {
  await kills(Number(values.runs));
  await cuts(Number(values.cuts));
  await displaced(Number(values.displaced));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function kills(runs: number): Promise<void> {
  if (runs === 0) return;
  const rig = await GateRig.build(join(folder, 'kills'), { lines: 1, lanesPerLine: 2, baud: 115_200 }, 500);
  try {
    const lives = new CrashRuns(rig, random);
    for (let number = 0; number < runs; number++) {
      await lives.run(number);
      if ((number + 1) % 10 === 0)
        console.log(`${number + 1} of ${runs} kills, ${lives.events} events shown and kept`);
    }
    await lives.finish();
    console.log(`${runs} kills: nothing lost, nothing repeated, latch kept; ${lives.events} events`);
  } finally {
    await rig.stop();
  }
}

/** A new recording for each 500 cuts, so that chance decides what is recorded, too. */
async function cuts(count: number): Promise<void> {
  for (let done = 0; done < count; done += 500) {
    const place = join(folder, `power-${done}`);
    const calls = await record(place, atWork(random));
    const report = powerCuts(calls, some(onDisk(calls), Math.min(500, count - done), random), random);
    console.log(`${done + report.cuts} of ${count} power cuts: ${JSON.stringify(report)}`);
  }
}

/** A new recording for each time that every place is tried. */
async function displaced(times: number): Promise<void> {
  for (let done = 0; done < times; done++) {
    const calls = await record(join(folder, `displaced-${done}`), meddled(random));
    const report = powerCuts(calls, whileDisplaced(calls), random);
    console.log(`${done + 1} of ${times} times at every call while displaced: ${JSON.stringify(report)}`);
  }
}
