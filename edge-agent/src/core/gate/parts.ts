import type { Site } from '../config/index.ts';
import type { Moment } from '../moment.ts';
import type { EntryCounts } from '../passback/entry-counts.ts';
import type { Presence } from '../passback/presence.ts';
import type { AccessList, NextTrace, ReadCard } from '../ports.ts';
import type { DayPlan } from '../schedule/calendar.ts';
import type { Alarms } from './alarms.ts';
import type { EffectLog } from './effect-log.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { OrderedModes } from './modes.ts';
import type { Recorder } from './recorder.ts';
import type { Rules } from './rules.ts';
import type { Wiring } from './wiring.ts';

/** What the desks of the gate share. */
export interface GateParts {
  /** This and the next two change together, when the configuration of a running gate does. */
  site: Site;
  wiring: Wiring;
  units: ReadonlyMap<string, LaneUnit>;
  readonly recorder: Recorder;
  readonly log: EffectLog;
  readonly alarms: Alarms;
  readonly presence: Presence;
  readonly entries: EntryCounts;
  readonly modes: OrderedModes;
  readonly rules: Rules;
  readonly readCard: ReadCard;
  readonly nextTrace: NextTrace;
  /** Numbers for grants and for everything that a reader is told once. */
  readonly nextId: () => number;
}

export type { AccessList, DayPlan, Moment };
