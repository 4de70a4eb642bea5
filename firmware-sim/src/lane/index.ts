export { type Gait, gaitOf, type Passing, type SensorEdge } from './gait.ts';
export { type LaneKind, type LaneProfile, laneProfiles } from './kinds.ts';
export { isFree, type LockFaults, type LockState, type LockWiring } from './lock.ts';
export { Mechanism, type MechanismListener, type MechanismOptions, type Presence } from './mechanism.ts';
export type { StuckSensor } from './sensor-bank.ts';
export { type SensorLayout, sensorCount } from './sensor-layout.ts';
export {
  type Direction,
  opposite,
  ordinaryWalker,
  type Walker,
  type WalkOutcome,
  type WalkPlan,
} from './walker.ts';
