import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEvent } from '@vratar/protocol/messages';
import { contentOf, delivered, differences } from './compare.ts';
import { doubtsOf } from './doubts.ts';
import type { GatewayRig } from './gateway-rig.ts';
import type { Written } from './journal-file.ts';
import { networkFaults } from './network.ts';
import { seeded } from './seeded.ts';
import { compareTruth, type HeldEvent } from './untold.ts';
import { buildWorld, type World } from './world.ts';

export interface ChaosOptions {
  readonly folder: string;
  readonly seconds: number;
  readonly seed: number;
  /** Mosquitto and PostgreSQL are servers of their own; otherwise the cloud brings both. */
  readonly apart: boolean;
  readonly say: (text: string) => void;
}

export interface ChaosResult {
  readonly wrong: readonly string[];
  readonly events: number;
  /** People who went through: those that the cloud holds, and those of whom it says that it cannot know. */
  readonly recorded: number;
  readonly doubted: number;
  readonly faults: Readonly<Record<string, number>>;
}

type Fault = readonly [weight: number, name: string, act: () => unknown];

const DRAIN_MS = 180_000;
const HOUR_MS = 3_600_000;

/** Everything that can happen to two gateways and a cloud, and the comparison of what is left with the truth. */
class ChaosRun {
  readonly #options: ChaosOptions;
  readonly #world: World;
  readonly #random: () => number;
  readonly #faults: Record<string, number> = {};
  #clone: GatewayRig | undefined;

  constructor(options: ChaosOptions, world: World) {
    this.#options = options;
    this.#world = world;
    this.#random = seeded(options.seed);
  }

  async run(): Promise<ChaosResult> {
    const { rough, quiet } = this.#world;
    for (const { school } of [rough, quiet]) school?.walk();
    const end = Date.now() + this.#options.seconds * 1_000;
    while (Date.now() < end) {
      await this.#fault();
      await sleep(500 + this.#random() * 1_500);
    }
    for (const { school } of [rough, quiet]) await school?.rest();
    // What the last passages cause is journaled in a moment.
    await sleep(2_000);
    return await this.#settle();
  }

  async stop(): Promise<void> {
    await this.#clone?.stop();
  }

  async #fault(): Promise<void> {
    const { networks, cloud, rough, quiet, broker, disk } = this.#world;
    const chance = this.#random();
    const upset = chance < 0.4 ? 'rough' : chance < 0.8 || networks.cloud.length === 0 ? 'quiet' : 'cloud';
    const network = upset === 'cloud' ? this.#pick(networks.cloud) : networks[upset];
    const faults: readonly Fault[] = [
      ...networkFaults(network, this.#random),
      [3, 'link killed', () => (upset === 'quiet' ? quiet : rough).link.kill()],
      [3, 'gate killed', () => rough.gate.kill()],
      [2, 'clock stepped', () => rough.stepClock(Math.round((this.#random() - 0.5) * 2 * HOUR_MS))],
      [2, 'disk full', () => disk !== undefined && this.#fillDisk(disk)],
      [2, 'cloud killed', () => cloud.kill()],
      [2, 'PostgreSQL killed', () => cloud.killDatabase()],
      [2, 'broker killed', () => (broker === undefined ? false : broker.kill())],
      [1, 'disk saved', () => rough.saveDisk()],
      [2, 'disk restored', () => rough.restoreDisk()],
      [1, 'gateway cloned', () => this.#cloneRough()],
      [1, 'cloud saved', () => cloud.save()],
      [2, 'cloud restored', () => cloud.restore()],
    ];
    const [, name, act] = this.#pick(
      faults.flatMap((fault) => Array.from({ length: fault[0] }, () => fault)),
    );
    if ((await act()) === false) return;
    this.#faults[name] = (this.#faults[name] ?? 0) + 1;
    this.#options.say(name);
  }

  #pick<T>(some: readonly T[]): T {
    return some[Math.floor(this.#random() * some.length)]!;
  }

  /** Half of the times the gate dies of it, too. */
  async #fillDisk(disk: NonNullable<World['disk']>): Promise<void> {
    await disk.fill();
    await sleep(1_000 + this.#random() * 2_000);
    if (this.#random() < 0.5) this.#world.rough.gate.kill();
    await sleep(this.#random() * 2_000);
    disk.free();
  }

  /** Only one: two clones of a gateway are no other case than one. */
  async #cloneRough(): Promise<boolean> {
    if (this.#clone !== undefined) return false;
    this.#clone = await this.#world.rough.clone(join(this.#options.folder, 'clone'));
    await this.#clone.start();
    return true;
  }

  /** The faults end. One gateway of an identity at a time delivers what it has; then everything is compared. */
  async #settle(): Promise<ChaosResult> {
    const { cloud, rough, quiet } = this.#world;
    const { say } = this.#options;
    say('the faults end');
    await cloud.start();
    const kept = { quiet: await this.#deliver(quiet), clones: [] as (readonly Written[])[] };
    if (this.#clone !== undefined) {
      await rough.link.stop();
      kept.clones.push(await this.#deliver(this.#clone));
      await this.#clone.link.stop();
      rough.link.start();
    }
    const journal = await this.#deliver(rough);
    say('everything is delivered');
    return this.#result([
      await this.#judge(rough, journal, kept.clones),
      await this.#judge(quiet, kept.quiet, []),
    ]);
  }

  /** @returns what its journal had when it began, all of which the cloud holds now */
  async #deliver(gateway: GatewayRig): Promise<readonly Written[]> {
    await (await gateway.connect('tool')).close();
    const journal = gateway.journal();
    await delivered(this.#world.cloud, gateway, DRAIN_MS);
    return journal;
  }

  #result(judged: readonly Omit<ChaosResult, 'faults'>[]): ChaosResult {
    const sum = (key: 'events' | 'recorded' | 'doubted') => judged.reduce((all, one) => all + one[key], 0);
    return {
      wrong: judged.flatMap(({ wrong }) => wrong),
      events: sum('events'),
      recorded: sum('recorded'),
      doubted: sum('doubted'),
      faults: this.#faults,
    };
  }

  async #judge(gateway: GatewayRig, journal: readonly Written[], clones: readonly (readonly Written[])[]) {
    const content = await contentOf(this.#world.cloud, gateway.id);
    const own = new Set([...gateway.earlier, journal].flat().map(({ hash }) => hash));
    const foreign = new Set(clones.flat().map(({ hash }) => hash));
    // What a clone wrote is kept like everything else, but it has no lane: it says nothing about this one.
    const events = content.events
      .filter(({ hash }) => own.has(hash) || !foreign.has(hash))
      .map(({ epoch, line }): HeldEvent => ({ ...(JSON.parse(line) as JournalEvent), epoch }));
    const byTime = events.toSorted((a, b) => a.mono - b.mono);
    const { crossings } = gateway.school!;
    const told = compareTruth(crossings, events, doubtsOf(byTime, content.gaps), gateway.token);
    const wrong = [...differences(content, [journal, ...clones]), ...told.wrong].map(
      (text) => `${gateway.id}: ${text}`,
    );
    const { recorded, doubted } = told;
    return { wrong, events: content.events.length, recorded, doubted };
  }
}

/** Runs once in a folder that is removed when all is well, and kept for the reader when it is not. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { folder, apart, seed, say } = options;
  const world = await buildWorld(folder, apart, seed);
  say(
    `everything runs; ${world.broker ? 'Mosquitto and PostgreSQL apart' : 'broker and database of the cloud'}`,
  );
  if (world.disk === undefined) say('nothing may be mounted here: no disk gets full');
  const run = new ChaosRun(options, world);
  let result: ChaosResult;
  try {
    result = await run.run();
  } finally {
    await run.stop();
    await world.stop();
  }
  if (result.wrong.length === 0) rmSync(folder, { recursive: true, force: true });
  return result;
}
