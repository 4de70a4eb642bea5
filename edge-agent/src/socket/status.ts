import { ClockState, Direction } from '@vratar/protocol/messages';
import { type Static, Type } from 'typebox';
import { Position } from './position.ts';

export const LaneStatus = Type.Object({
  lane: Type.String(),
  building: Type.String(),
  /** The lane's state: `idle`, `granted`, `passing`, `forced`, `held`, `evacuation`, `out_of_service` … */
  state: Type.String(),
  /** Mode of each direction in force now: `controlled`, `free`, `blocked`. */
  modes: Type.Object({ in: Type.String(), out: Type.String() }),
  /** What set each mode: `manual` (an order), `schedule`, `configuration`, `lockdown`. */
  causes: Type.Object({ in: Type.String(), out: Type.String() }),
  /** UTC ms at which an ordered mode ends; absent: until the next order, or nothing is ordered. */
  until: Type.Object({ in: Type.Optional(Type.Integer()), out: Type.Optional(Type.Integer()) }),
  /** Why it does not serve as it should; empty when it does. */
  faults: Type.Array(Type.String()),
  /** Result of the last tap: direction and stable code, for the guard's screen. */
  lastTap: Type.Optional(
    Type.Object({
      at: Type.Integer(),
      direction: Direction,
      code: Type.String(),
      token: Type.Optional(Type.String()),
    }),
  ),
});
export type LaneStatus = Static<typeof LaneStatus>;

export const Alarm = Type.Object({
  code: Type.String(),
  /** What it is about: a lane, a line, a device, a zone, a file; empty for the gateway itself. */
  subject: Type.String(),
  on: Type.Boolean(),
  /** UTC ms of the change. */
  at: Type.Integer(),
});
export type Alarm = Static<typeof Alarm>;

const Count = Type.Integer({ minimum: 0 });

/** How well one line carries: what an installer looks at when a reader is slow, or comes and goes. */
export const LineStatus = Type.Object({
  line: Type.String(),
  up: Type.Boolean(),
  baud: Type.Integer(),
  /** Bytes that were part of no frame. */
  noiseBytes: Count,
  /** The gateway's own bytes, heard again. */
  echoes: Count,
  devices: Type.Array(
    Type.Object({
      address: Type.Integer(),
      /** `meeting`, `online`, `untrusted`, `commissioning`, `silent`. */
      phase: Type.String(),
      /** It has had nothing to tell since it was met; a card read before that is of unknown age, and refused as stale. */
      proved: Type.Boolean(),
      /** Slowest turnaround seen, ms. */
      turnaroundMs: Type.Number(),
      polls: Count,
      timeouts: Count,
      damaged: Count,
      unusable: Count,
      busy: Count,
      naks: Count,
      repeats: Count,
      resets: Count,
      late: Count,
    }),
  ),
});
export type LineStatus = Static<typeof LineStatus>;

export const GateStatus = Type.Object({
  gateway: Type.String(),
  /** UTC ms of this answer, by the gateway's clock. */
  at: Type.Integer(),
  startedAt: Type.Integer(),
  clock: ClockState,
  position: Position,
  journal: Type.Object({
    state: Type.Enum(['ok', 'slow', 'failing']),
    /** Events in memory that are not durable yet. */
    waiting: Type.Integer(),
    dropped: Type.Integer(),
    /** Commit latency of the last 1,000 commits, ms. */
    commitP50: Type.Number(),
    commitP99: Type.Number(),
  }),
  list: Type.Object({
    version: Type.Integer(),
    entries: Type.Integer(),
    /** UTC ms at which the cloud signed it; absent before the first list. */
    issuedAt: Type.Optional(Type.Integer()),
  }),
  zones: Type.Array(
    Type.Object({
      zone: Type.String(),
      state: Type.Enum(['normal', 'alarm', 'latched', 'drill', 'fault']),
      since: Type.Optional(Type.Integer()),
      /** Inputs in alarm, and inputs that cannot be read. */
      inAlarm: Type.Array(Type.String()),
      unreadable: Type.Array(Type.String()),
      /** Lanes whose release is not confirmed by their outputs. */
      unconfirmed: Type.Array(Type.String()),
    }),
  ),
  lanes: Type.Array(LaneStatus),
  lockdown: Type.Boolean(),
  /** People whose last passage led into the zone, and how many may be there. */
  inside: Type.Array(
    Type.Object({ zone: Type.String(), count: Type.Integer(), max: Type.Optional(Type.Integer()) }),
  ),
  devices: Type.Array(
    Type.Object({
      line: Type.String(),
      address: Type.Integer(),
      online: Type.Boolean(),
      secure: Type.Boolean(),
      reason: Type.Optional(Type.String()),
    }),
  ),
  lines: Type.Array(LineStatus),
  alarms: Type.Array(Alarm),
  socket: Type.Object({ clients: Type.Integer(), dropped: Type.Integer(), refused: Type.Integer() }),
});
export type GateStatus = Static<typeof GateStatus>;

/** One tap and the milliseconds each stage took, from the last byte of its card read. */
export const TapTrace = Type.Object({
  trace: Type.String(),
  at: Type.Integer(),
  lane: Type.String(),
  direction: Direction,
  code: Type.String(),
  seq: Type.Optional(Type.Integer()),
  /** `decided`, `committed`, `unlock_sent`, `passage`, `acknowledged`: ms after the read; missing: not reached. */
  stages: Type.Record(Type.String(), Type.Number()),
});
export type TapTrace = Static<typeof TapTrace>;
