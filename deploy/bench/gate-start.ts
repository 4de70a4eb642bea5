import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { GateRig, uidOf } from '../testing/gate/index.ts';
import { nextFree } from './gate/lanes.ts';
import { summarise } from './percentiles.ts';

const HELP = `From the start of the process to the first lane that opens, with 10,000 entries (DESIGN.md, section 5).

  npm run bench -- gate-start [--runs 20] [--cards 10000]

Half of the starts follow an orderly end, half a SIGKILL. A card is held to a reader every 100 ms; the clock runs from
the start of the process to the last byte of OUT at the device.
`;
const TARGET_MS = 3000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    cards: { type: 'string', default: '10000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const cards = Number(values.cards);
const folder = mkdtempSync(join(tmpdir(), 'vratar-bench-start-'));
const rig = await GateRig.build(folder, { lines: 2, lanesPerLine: 4, baud: 115_200 }, cards);
try {
  await rig.bringList();
  const samples = {
    'after an orderly end': await starts('SIGTERM'),
    'after SIGKILL': await starts('SIGKILL'),
  };
  for (const [what, times] of Object.entries(samples)) {
    const { n, p50, max } = summarise(times);
    const ratio = (max / TARGET_MS).toFixed(2);
    console.log(
      `start to first grant, ${cards} entries, ${what}: p50 ${p50.toFixed(0)} ms, max ${max.toFixed(0)} ms, n ${n}; ${ratio} of ${TARGET_MS} ms`,
    );
    if (max > TARGET_MS) process.exitCode = 1;
  }
} finally {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function starts(end: 'SIGTERM' | 'SIGKILL'): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < Math.ceil(Number(values.runs) / 2); n++) {
    times.push(await start(end, n));
    await sleep(6000);
  }
  return times;
}

async function start(end: 'SIGTERM' | 'SIGKILL', n: number): Promise<number> {
  const { school } = rig;
  const began = school.clock.now();
  const gate = rig.startGate();
  const freed = nextFree(school, 'lane-1', 'in', 30_000);
  const tapping = setInterval(() => school.site.lanes.get('lane-1').tap('in', 'p', uidOf(n)), 100);
  const at = await freed;
  clearInterval(tapping);
  await gate.kill(end);
  if (at === undefined) throw new Error(`no grant within 30 s; see ${folder}/gate.log`);
  return at - began;
}
