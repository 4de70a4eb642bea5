import { Random } from '../../../firmware-sim/src/random/index.ts';
import { type DeliveryPlan, planDelivery } from '../lessons/delivery-plan.ts';
import type { Habits } from '../people/crowd.ts';
import { anyBuild, type LaneBuild } from './lane-build.ts';
import { type PartSeeds, partSeeds } from './part-seeds.ts';
import { planRules, type StrictRules } from './strict-rules.ts';

/** One thing that goes wrong, or that somebody does, at a moment of the morning (ms from its start). */
export type Happening = { readonly at: number } & (
  | { readonly kind: 'noise'; readonly line: number; readonly bitErrorRate: number; readonly forMs: number }
  | { readonly kind: 'lost_bytes'; readonly line: number; readonly rate: number; readonly forMs: number }
  | { readonly kind: 'cable'; readonly line: number; readonly forMs: number }
  | { readonly kind: 'device_reboot'; readonly device: number; readonly offMs: number }
  | { readonly kind: 'device_mute'; readonly device: number; readonly forMs: number }
  | { readonly kind: 'fire'; readonly loop: number; readonly forMs: number }
  | { readonly kind: 'loop_cut'; readonly loop: number; readonly forMs: number }
  | { readonly kind: 'process_kill'; readonly downMs: number }
  | { readonly kind: 'power_cut'; readonly downMs: number }
  | { readonly kind: 'slow_disk'; readonly stallMs: number; readonly forMs: number }
  | { readonly kind: 'failing_disk'; readonly forMs: number }
  | { readonly kind: 'network'; readonly forMs: number }
  | { readonly kind: 'clock_step'; readonly ms: number }
  | {
      readonly kind: 'free_mode';
      readonly lane: number;
      readonly direction: 'in' | 'out';
      readonly forMs: number;
    }
  | { readonly kind: 'lockdown'; readonly forMs: number }
  | { readonly kind: 'drill'; readonly forMs: number }
  | { readonly kind: 'forget'; readonly whose: 'all' | 'first' }
  | { readonly kind: 'visitor'; readonly lane: number; readonly direction: 'in' | 'out' }
);

export interface MorningPlan {
  /** Name of the morning. */
  readonly seed: number;
  readonly seeds: PartSeeds;
  readonly lanes: number;
  readonly lines: number;
  readonly baud: number;
  readonly people: number;
  readonly turnaroundMs: number;
  /** How each lane is built. */
  readonly builds: readonly LaneBuild[];
  /** For how long a contact has to be steady until it is believed. */
  readonly debounceMs: number;
  /** Usual time of a commit. */
  readonly commitMs: number;
  readonly lengthMs: number;
  readonly happenings: readonly Happening[];
  readonly habits: Habits;
  readonly delivery: DeliveryPlan;
  /** Undefined: anti-passback is soft, and nothing else is asked of anybody. */
  readonly strict: StrictRules | undefined;
}

/** Long enough for a crowd, a fire and its reset; short enough for thousands of them. */
const LENGTH_MS = 60_000;

/** Everything about one morning follows from its seed. */
export function planMorning(seed: number, seeds: PartSeeds = partSeeds(seed)): MorningPlan {
  const random = new Random(seeds.plan);
  const lanes = random.int(1, 3);
  const lines = lanes > 1 && random.chance(0.4) ? 2 : 1;
  const frame = {
    seed,
    seeds,
    lanes,
    lines,
    baud: random.pick([9_600, 9_600, 19_200, 38_400]),
    people: random.int(4, 12 * lanes),
    turnaroundMs: random.pick([0, 2, 2, 17]),
    ...planBuilds(random, lanes, seeds.builds),
    commitMs: random.pick([1, 3, 8, 20]),
    lengthMs: LENGTH_MS,
  };
  const strict = planRules(seeds.strict, lanes, LENGTH_MS);
  const forget = strict?.forget === undefined ? [] : [{ kind: 'forget', ...strict.forget } as const];
  const happenings = [...planFaults(random, frame), ...forget].sort((a, b) => a.at - b.at);
  const stepped = happenings.some(({ kind }) => kind === 'clock_step');
  const delivery = planDelivery(seeds, LENGTH_MS, stepped);
  return { ...frame, happenings, habits: planHabits(seeds.habits), delivery, strict };
}

/** Some mornings have pupils without their cards, and some have a bad mood. */
function planHabits(seed: number): Habits {
  const random = new Random(seed);
  return {
    tailgate: 0.04,
    force: random.chance(0.1) ? 0.2 : 0.02,
    forgotten: random.chance(0.3) ? random.pick([0.1, 0.3]) : 0,
  };
}

/** Half of the schools have lanes of one kind that see bodies well; the others whatever was bought over the years. */
function planBuilds(random: Random, lanes: number, seed: number): Pick<MorningPlan, 'builds' | 'debounceMs'> {
  const lock = random.pick(['energise-to-unlock', 'energise-to-lock'] as const);
  const kind = random.pick(['tripod', 'tripod', 'full-height', 'speed-gate'] as const);
  const own = new Random(seed);
  const uniform = own.chance(0.5);
  const same: LaneBuild = { kind, sensors: 'pair', lock, oneLock: false, exit: 'reader' };
  const builds = Array.from({ length: lanes }, () => (uniform ? same : anyBuild(own, lock)));
  // Contacts of half of the schools are taken at their word.
  return { builds, debounceMs: own.pick([0, 20]) };
}

interface Frame {
  readonly lanes: number;
  readonly lines: number;
}

function planFaults(random: Random, { lanes, lines }: Frame): Happening[] {
  const at = () => random.int(3_000, LENGTH_MS - 15_000);
  const forMs = (low: number, high: number) => random.int(low, high);
  const line = () => random.int(0, lines - 1);
  const lane = () => random.int(0, lanes - 1);
  const device = () => random.int(0, 2 * lanes - 1);
  const direction = () => random.pick(['in', 'out'] as const);
  const kinds: readonly (readonly [number, () => Happening])[] = [
    [
      0.35,
      () => ({
        at: at(),
        kind: 'noise',
        line: line(),
        bitErrorRate: random.pick([1e-4, 1e-3, 5e-3]),
        forMs: forMs(500, 15_000),
      }),
    ],
    [
      0.2,
      () => ({
        at: at(),
        kind: 'lost_bytes',
        line: line(),
        rate: random.pick([1e-3, 1e-2]),
        forMs: forMs(500, 10_000),
      }),
    ],
    [0.25, () => ({ at: at(), kind: 'cable', line: line(), forMs: forMs(200, 9_000) })],
    [0.4, () => ({ at: at(), kind: 'device_reboot', device: device(), offMs: forMs(100, 6_000) })],
    [0.2, () => ({ at: at(), kind: 'device_mute', device: device(), forMs: forMs(300, 6_000) })],
    [0.5, () => ({ at: at(), kind: 'fire', loop: random.int(0, 1), forMs: forMs(500, 12_000) })],
    [0.1, () => ({ at: at(), kind: 'loop_cut', loop: random.int(0, 1), forMs: forMs(500, 8_000) })],
    // Most often it is started again at once; sometimes it takes long enough to see what a dead gate leaves open.
    [
      0.25,
      () => ({
        at: at(),
        kind: 'process_kill',
        downMs: random.chance(0.2) ? forMs(13_000, 25_000) : forMs(200, 3_000),
      }),
    ],
    [0.2, () => ({ at: at(), kind: 'power_cut', downMs: forMs(500, 12_000) })],
    [
      0.3,
      () => ({
        at: at(),
        kind: 'slow_disk',
        stallMs: random.pick([30, 80, 400, 2_000]),
        forMs: forMs(1_000, 15_000),
      }),
    ],
    [0.1, () => ({ at: at(), kind: 'failing_disk', forMs: forMs(500, 8_000) })],
    [0.3, () => ({ at: at(), kind: 'network', forMs: forMs(1_000, 30_000) })],
    [0.15, () => ({ at: at(), kind: 'clock_step', ms: random.pick([-3_600_000, -2_000, 1_500, 7_200_000]) })],
    [
      0.25,
      () => ({
        at: at(),
        kind: 'free_mode',
        lane: lane(),
        direction: direction(),
        forMs: forMs(2_000, 12_000),
      }),
    ],
    [0.1, () => ({ at: at(), kind: 'lockdown', forMs: forMs(1_000, 6_000) })],
    [0.1, () => ({ at: at(), kind: 'drill', forMs: forMs(2_000, 8_000) })],
    [0.3, () => ({ at: at(), kind: 'visitor', lane: lane(), direction: direction() })],
  ];
  const planned = kinds.flatMap(([chance, make]) => (random.chance(chance) ? [make()] : []));
  // Some mornings everything comes at once: that is when two faults meet.
  if (!random.chance(0.3)) return planned;
  const moment = at();
  return planned.map((happening) => ({ ...happening, at: moment + random.int(0, 1_500) }));
}
