/** What stands in the passage. `open` is a passage without any barrier, a camera-less reader on a wall. */
export type LaneKind = 'tripod' | 'full-height' | 'speed-gate' | 'door' | 'open';

export interface LaneProfile {
  /** Time a person of ordinary pace needs from the first sensor to behind the last, ms. */
  readonly passMs: number;
  /** Persons that fit into the passage at one time. */
  readonly capacity: number;
  /** From the electrical release until the barrier yields: coil, or opening of the wings, ms. */
  readonly yieldMs: number;
  /** A door leaf falls shut this long after the last person, ms. */
  readonly closeMs: number;
}

/** Typical figures of makers' data sheets, rounded. */
export const laneProfiles: Readonly<Record<LaneKind, LaneProfile>> = {
  tripod: { passMs: 900, capacity: 1, yieldMs: 30, closeMs: 0 },
  'full-height': { passMs: 1800, capacity: 1, yieldMs: 30, closeMs: 0 },
  'speed-gate': { passMs: 700, capacity: 3, yieldMs: 400, closeMs: 0 },
  door: { passMs: 1500, capacity: 5, yieldMs: 20, closeMs: 2000 },
  open: { passMs: 700, capacity: 5, yieldMs: 0, closeMs: 0 },
};
