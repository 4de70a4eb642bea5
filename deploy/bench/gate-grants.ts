import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { GateRig, type SiteShape, uidOf } from '../testing/gate/index.ts';
import { isFreed, nextFree } from './gate/lanes.ts';
import { summarise } from './percentiles.ts';

const HELP = `What a disk that stalls for 2 s costs a person at the lane (issue "The gate", speed).

  npm run bench -- gate-grants [--taps 1000]

From the card's presentation to the last byte of OUT at the device, one tap at a time at a random phase, on the real
gate process: first on this machine's disk, then with every commit taking 2 s. The second may cost 50 ms more.
`;
const STALLING = join(import.meta.dirname, 'gate', 'stalling-gate.ts');
const ALLOWED_MS = 50;

const { values } = parseArgs({
  options: {
    taps: { type: 'string', default: '1000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const shape: SiteShape = { lines: 1, lanesPerLine: 4, baud: 115_200 };
const plain = await measure('plain', {});
const stalled = await measure('stalled', { entry: STALLING });
const extra = stalled - plain;
console.log(
  `a disk that stalls 2 s costs ${extra.toFixed(1)} ms at p99; allowed ${ALLOWED_MS} ms; ratio ${(extra / ALLOWED_MS).toFixed(2)}`,
);
if (extra > ALLOWED_MS) process.exitCode = 1;

async function measure(name: string, gateOptions: { entry?: string }): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-bench-grants-'));
  const rig = await GateRig.build(folder, shape, 10_000);
  await rig.bringList();
  const gate = rig.startGate(gateOptions);
  try {
    await (await gate.connect('tool')).close();
    await sleep(2000);
    const { n, p50, p99, max } = summarise(await taps(rig, Number(values.taps)));
    console.log(
      `tap to release, disk ${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms, n ${n}`,
    );
    return p99;
  } finally {
    await gate.kill();
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lanes take turns, so that each is locked again when its turn comes. */
async function taps(rig: GateRig, count: number): Promise<number[]> {
  const { school } = rig;
  const samples: number[] = [];
  for (let n = 0; samples.length < count; n++) {
    const lane = `lane-${(n % shape.lanesPerLine) + 1}`;
    await lockedAgain(rig, lane);
    await sleep(Math.random() * 40);
    const free = nextFree(school, lane, 'in', 3000);
    const began = school.clock.now();
    school.site.lanes.get(lane).tap('in', `p${n}`, uidOf(n % 10_000));
    const at = await free;
    if (at === undefined) throw new Error(`tap ${n} at ${lane} was not granted`);
    samples.push(at - began);
    school.site.lanes.get(lane).approach({
      id: `p${n}`,
      direction: 'in',
      plan: 'through',
      reactionMs: 10,
      pace: 0.2,
      patienceMs: 500,
    });
    await sleep(150);
  }
  return samples;
}

/**
 * On a busy machine a body may go by unseen; its grant then stays open until its window ends, and whoever taps meanwhile is
 * refused with `lane_busy`. That says nothing of the disk.
 */
async function lockedAgain({ school }: GateRig, lane: string): Promise<void> {
  const isOpen = (): boolean => isFreed(school.site, lane, 'in');
  if (!isOpen()) return;
  while (isOpen()) await sleep(20);
  // The reader's window ends by itself; the gate has to hear of it.
  await sleep(500);
}
