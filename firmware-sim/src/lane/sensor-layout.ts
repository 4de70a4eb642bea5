/**
 * How a lane sees bodies.
 * - `pair`: two beams or rotor contacts; sensor 0 is the outer one
 * - `directional`: the turnstile's controller reports completed passages, sensor 0 inwards, sensor 1 outwards
 * - `single`: one pulse for a completed passage, whatever its direction
 * - `door`: sensor 0 is the door's contact, on while the leaf is open
 * - `none`
 */
export type SensorLayout = 'pair' | 'directional' | 'single' | 'door' | 'none';

/** Wires to the controller. */
export const sensorCount: Readonly<Record<SensorLayout, number>> = {
  pair: 2,
  directional: 2,
  single: 1,
  door: 1,
  none: 0,
};
