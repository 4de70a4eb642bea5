import { Random } from '../../../firmware-sim/src/random/index.ts';
import type { PartSeeds } from '../world/part-seeds.ts';

/** What the clock of one boot does, apart from the steps that the morning itself plans. */
export type BootClock =
  | { readonly kind: 'right' }
  /** The device says it is synchronised, and is wrong by so much; the cloud has measured it. */
  | { readonly kind: 'measured'; readonly offsetMs: number }
  /** It began at 1970, and was synchronised or measured later. */
  | { readonly kind: 'unsynced' }
  /** It began at 1970, and nobody ever learned the time. */
  | { readonly kind: 'never' }
  /** Right until that moment of the morning, then ahead and sure of itself; nobody measured it. */
  | { readonly kind: 'jumped'; readonly at: number; readonly offsetMs: number };

export type RevokedCard =
  /** Taken from the pupil at that moment (ms of the morning), who goes on using it. */
  | { readonly kind: 'kept'; readonly index: number; readonly at: number }
  /** Lost by a pupil who is not here, and used by whoever found it. */
  | { readonly kind: 'found'; readonly index: number };

/** What happens between the gate's journal and what the cloud can read, by the morning's seed. */
export interface DeliveryPlan {
  /** By number of the boot. */
  readonly clockOf: (boot: number) => BootClock;
  /** Runs of events that the cloud cannot read: with which of the passages they begin (0 to 1), and how long they are. */
  readonly lost: readonly { readonly where: number; readonly length: number }[];
  /** A card that the gate's stale list still lets in. */
  readonly revoked: RevokedCard | undefined;
}

/** @param stepped the gate's own clock is stepped: back by an hour and measured by nobody, it would be found by nobody */
export function planDelivery(seeds: PartSeeds, lengthMs: number, stepped: boolean): DeliveryPlan {
  const random = new Random(seeds.delivery);
  const jumps = new Random(seeds.jumps);
  const clocks = Array.from({ length: 6 }, () => clockPlan(random, jumps, lengthMs, stepped));
  const lost = random.chance(0.5)
    ? Array.from({ length: random.int(1, 2) }, () => ({ where: random.unit(), length: random.int(1, 25) }))
    : [];
  const revoked = random.chance(0.4) ? revokedCard(random, lengthMs) : undefined;
  return { clockOf: (boot) => clocks[boot % clocks.length]!, lost, revoked };
}

function revokedCard(random: Random, lengthMs: number): RevokedCard {
  const index = random.int(0, 11);
  if (random.chance(0.5)) return { kind: 'found', index };
  return { kind: 'kept', index, at: random.int(2_000, Math.floor(lengthMs * 0.7)) };
}

function clockPlan(random: Random, jumps: Random, lengthMs: number, stepped: boolean): BootClock {
  if (random.chance(0.6)) return { kind: 'right' };
  if (random.chance(0.5))
    return { kind: 'measured', offsetMs: random.pick([-1_500_000, -9_000, 9_000, 1_500_000]) };
  if (random.chance(0.7)) return { kind: 'unsynced' };
  if (stepped || jumps.chance(0.5)) return { kind: 'never' };
  return { kind: 'jumped', at: jumps.int(0, lengthMs), offsetMs: 7_200_000 };
}
