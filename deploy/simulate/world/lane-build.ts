import type { LaneKind, LockWiring, SensorLayout } from '../../../firmware-sim/src/lane/index.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';

/** How one lane is built. */
export interface LaneBuild {
  readonly kind: LaneKind;
  readonly sensors: SensorLayout;
  readonly lock: LockWiring;
  /** One magnet holds both directions, as in a door. */
  readonly oneLock: boolean;
  /** What whoever leaves uses; a button tells nobody who it was. */
  readonly exit: 'reader' | 'button';
}

type Choice = readonly [LaneKind, SensorLayout];

const TURNSTILES: readonly Choice[] = [
  ['tripod', 'pair'],
  ['tripod', 'directional'],
  ['tripod', 'single'],
  ['tripod', 'none'],
  ['full-height', 'pair'],
  ['full-height', 'directional'],
  ['speed-gate', 'pair'],
  ['speed-gate', 'single'],
  ['open', 'none'],
  ['door', 'door'],
  ['door', 'door'],
];

/** Any lane that a school may have, beside any other. */
export function anyBuild(random: Random, lock: LockWiring): LaneBuild {
  const [kind, sensors] = random.pick(TURNSTILES);
  if (kind !== 'door') return { kind, sensors, lock, oneLock: false, exit: 'reader' };
  const exit = random.chance(0.5) ? 'button' : 'reader';
  return { kind, sensors, lock: 'energise-to-lock', oneLock: true, exit };
}

/** Device of the relay that frees one direction of a lane. */
export const releaseDevice = (lane: string, direction: 'in' | 'out', { oneLock }: LaneBuild): string =>
  `${lane}-${oneLock ? 'in' : direction}`;
