/**
 * The demonstration's wiring, told once and written out for both ends: to the simulator as what is built, to the
 * gateway as what its installer would have entered. Each lane has a device at either side of the gate; the entry
 * device carries the locks and the sensors.
 */
export interface DemoLane {
  readonly id: string;
  readonly line: string;
  /** Device with the reader for entry, locks, sensors. */
  readonly inDevice: { readonly id: string; readonly address: number };
  /** Device with the reader for leaving. */
  readonly outDevice: { readonly id: string; readonly address: number };
}

export const LINES = ['line-1', 'line-2'] as const;

export const LANES: readonly DemoLane[] = [1, 2, 3, 4].map((number) => {
  const line = LINES[number <= 2 ? 0 : 1];
  const first = ((number - 1) % 2) * 2;
  return {
    id: `lane-${number}`,
    line,
    inDevice: { id: `lane-${number}-in`, address: first },
    outDevice: { id: `lane-${number}-out`, address: first + 1 },
  };
});

/** The fire panel's two contacts, one on each line: a dead line must not make the gate deaf. */
export const FIRE = [
  { id: 'panel-a', device: 'lane-1-in', input: 4 },
  { id: 'panel-b', device: 'lane-3-in', input: 4 },
] as const;

/** Outputs of the entry device. */
export const IN_OUTPUTS = { releaseIn: 0, releaseOut: 1, go: 2, stop: 3, siren: 4 } as const;
/** Outputs of the device for leaving. */
export const OUT_OUTPUTS = { go: 0, stop: 1 } as const;
/** Inputs of the entry device. */
export const IN_INPUTS = { outer: 0, inner: 1, arms: 2, tamper: 3 } as const;
