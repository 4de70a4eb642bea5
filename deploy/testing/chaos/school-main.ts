/** Entry of a simulated school's process: what happens to the other processes must not hold up its devices. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { School } from '@vratar/firmware-sim/school';
import { uidOf } from '../gate/cards.ts';
import type { Direction, SchoolNotice, SchoolOrder } from './crossing.ts';
import { seeded } from './seeded.ts';

const LANE = 'lane-1';
const PAUSE_MS = 300;
/** From the simulation's clock to the machine's. */
const toMachine = Number(process.hrtime.bigint() / 1_000n) / 1_000 - performance.now();

let walking = false;
let walkers = Promise.resolve();

const tell = (notice: SchoolNotice): void => void (process.connected && process.send?.(notice));

async function open({ config, seed, cards }: Extract<SchoolOrder, { kind: 'open' }>): Promise<void> {
  const school = await School.start({ config, schoolName: 'chaos', people: [] });
  const random = seeded(seed);
  process.on('message', (order: SchoolOrder) => {
    if (order.kind === 'walk' && !walking) {
      walking = true;
      walkers = walk(school, random, cards);
    }
    if (order.kind === 'force') force(school);
    if (order.kind !== 'rest') return;
    walking = false;
    void walkers.then(() => tell({ kind: 'rests' }));
  });
  process.once('disconnect', () => void school.stop().then(() => process.exit()));
  tell({ kind: 'opened' });
}

async function walk(school: School, random: () => number, cards: number): Promise<void> {
  while (walking) {
    await pass(school, random() < 0.5 ? 'in' : 'out', Math.floor(random() * cards));
    await sleep(PAUSE_MS);
  }
}

/**
 * A pupil taps and walks through, unhurried: what is measured here is that nothing recorded gets lost, not how fast a
 * lane on a busy machine sees a running child.
 */
function pass({ site }: School, direction: Direction, card: number): Promise<void> {
  const lane = site.lanes.get(LANE);
  const person = randomUUID();
  const { promise, resolve } = Promise.withResolvers<void>();
  let beganAt = 0;
  const forget = site.listen((event) => {
    if (!('person' in event) || event.person !== person) return;
    if (event.kind === 'walk-began') beganAt = event.atMs + toMachine;
    if (event.kind !== 'walk-ended') return;
    forget();
    const endedAt = event.atMs + toMachine;
    if (event.outcome === 'passed')
      tell({ kind: 'crossed', crossing: { card, direction, beganAt, endedAt } });
    resolve();
  });
  lane.tap(direction, person, uidOf(card));
  lane.approach({ id: person, direction, plan: 'through', reactionMs: 200, pace: 1, patienceMs: 3_000 });
  return promise;
}

function force({ site }: School): void {
  const walker = { reactionMs: 0, pace: 1, patienceMs: 3_000 };
  site.lanes.get(LANE).approach({ id: randomUUID(), direction: 'in', plan: 'force', ...walker });
}

process.once('message', (order: SchoolOrder) => {
  if (order.kind === 'open') void open(order);
});
