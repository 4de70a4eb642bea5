/**
 * The gate's pure core: decisions, lanes, fire. No I/O, no clock: time comes in with every call.
 *
 * How a shell uses it:
 * 1. read the latch files and the state rows, and only then build the core with `createGateCore`;
 * 2. give `wishes(line)` to each line scheduler, and every line event to `line`;
 * 3. after every call: write `effects.latch` first and at once; commit drafts (`takeDrafts`, one transaction with their
 *    changes, then `committed`); push `lanes` and `alarms` to subscribers;
 * 4. keep one timer at `nextTick()`, and tick at least once a second;
 * 5. answer a command when its draft is durable.
 */
export {
  ContactPoint,
  Device,
  Fire,
  FireInput,
  FireZone,
  Lane,
  OutputPoint,
  ReaderPoint,
  ReleasePoint,
  Sensors,
  Side,
  Site,
  Timing,
} from './config/index.ts';
export type { Decision, DecisionStep } from './decision/types.ts';
export {
  type FireLatch,
  isZoneRecord,
  type LatchReading,
  mergeLatches,
  type ZoneLatch,
} from './fire/latch.ts';
export { toldLatch } from './fire/told.ts';
export { createGateCore } from './gate/gate-core.ts';
export type { GateCore, Handled, OwnEvent } from './gate/gate-core-api.ts';
export type { CoreStatus, DeviceView, LaneView, ZoneView } from './gate/status.ts';
export type { AlarmChange, Effects, GateOptions, PendingDraft, StageTime } from './gate/types.ts';
export { type Moment, momentAt } from './moment.ts';
export type { AccessList, CardRead, CardReading, NextTrace, ReadCard } from './ports.ts';
export type { StateChange, StateRow } from './state-rows.ts';
