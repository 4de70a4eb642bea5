import type { SensorLayout } from './sensor-layout.ts';
import type { Direction, WalkPlan } from './walker.ts';

export interface SensorEdge {
  /** Milliseconds after the first step. */
  readonly atMs: number;
  readonly sensor: number;
  readonly on: boolean;
}

export interface Gait {
  readonly edges: readonly SensorEdge[];
  /** When the body has left the passage, on either side. */
  readonly endMs: number;
  /** From here on the next person of the same direction fits in behind. */
  readonly clearMs: number;
}

export interface Passing {
  readonly plan: WalkPlan;
  readonly direction: Direction;
  /** From the first step to behind the lane, ms. */
  readonly passMs: number;
  /** Time stood in the middle, ms. */
  readonly lingerMs: number;
  /** A door leaf falls shut so long after the person, ms. */
  readonly closeMs: number;
}

interface Span {
  readonly sensor: number;
  readonly from: number;
  readonly to: number;
}

/** Fractions of the passing time. A body covers the nearer of two beams, then both, then the farther. */
const NEAR = { from: 0, to: 0.65 };
const FAR = { from: 0.35, to: 1 };
const LEAF = { from: 0.1, to: 1 };
/** Whoever turns back shows up at the nearer beam, or opens the door, and no more. */
const TURNED = 0.8;
/** Where a person stands who lingers. */
const MIDDLE = 0.5;
/** Length of the pulse by which a turnstile's own controller reports a completed passage, ms. */
const PULSE_MS = 200;

/** When a body works which sensor. Pure. */
export function gaitOf(layout: SensorLayout, passing: Passing): Gait {
  const turned = passing.plan === 'turn-back';
  const moment = (fraction: number): number =>
    fraction * passing.passMs + (fraction >= MIDDLE ? passing.lingerMs : 0);
  const edges = spansOf(layout, passing, moment).flatMap(({ sensor, from, to }) => [
    { atMs: from, sensor, on: true },
    { atMs: to, sensor, on: false },
  ]);
  return {
    edges: edges.sort((a, b) => a.atMs - b.atMs),
    endMs: moment(1),
    clearMs: moment(turned ? 1 : NEAR.to),
  };
}

function spansOf(layout: SensorLayout, passing: Passing, moment: (fraction: number) => number): Span[] {
  const turned = passing.plan === 'turn-back';
  const end = moment(1);
  const near = passing.direction === 'in' ? 0 : 1;
  switch (layout) {
    case 'none':
      return [];
    case 'pair':
      return turned
        ? [{ sensor: near, from: 0, to: moment(TURNED) }]
        : [
            { sensor: near, from: moment(NEAR.from), to: moment(NEAR.to) },
            { sensor: 1 - near, from: moment(FAR.from), to: moment(FAR.to) },
          ];
    case 'directional':
      return turned ? [] : [{ sensor: near, from: end, to: end + PULSE_MS }];
    case 'single':
      return turned ? [] : [{ sensor: 0, from: end, to: end + PULSE_MS }];
    case 'door':
      return [
        {
          sensor: 0,
          from: moment(LEAF.from),
          to: (turned ? moment(TURNED) : moment(LEAF.to)) + passing.closeMs,
        },
      ];
  }
}
