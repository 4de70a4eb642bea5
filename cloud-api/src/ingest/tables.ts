import type { Generated } from 'kysely';

/** Times are milliseconds since 1970, UTC. */
export interface EventTable {
  school: string;
  gateway: string;
  epoch: number;
  seq: number;
  /** The device's own clock; see `clock_measurement` (R14). */
  at: number;
  /** The cloud's clock at arrival; the table is partitioned by it. */
  received_at: number;
  kind: string;
  token: string | null;
  /** Chain value at this event. */
  hash: Buffer;
  /** The event's exact line (JSON), as `@vratar/protocol/messages` describes it. */
  line: string;
}

/** Watermark of one epoch of one gateway's journal: everything through it is stored, quarantined, or a hole. */
export interface EventMarkTable {
  gateway: string;
  epoch: number;
  school: string;
  through: number;
  hash: Buffer;
  begun_at: number;
  moved_at: number;
  /** Clocks of the last event that could be read. */
  last_at: number | null;
  last_mono: number | null;
  last_boot: string | null;
  /** Its device said that the clock was never set. */
  last_unset: Generated<boolean>;
  /** After that event something is missing. */
  missing: Generated<boolean>;
}

/**
 * A stretch between two events of one journal in which evidence is missing (R17). `silent`: no `alive` for longer than
 * two and a half minutes; `restart`: another boot begins; `missing`: events in between are lost or quarantined;
 * `first`: a gateway's journal begins, and the day of its first event is in doubt before it. Where nothing is missing, but
 * the clock was set in between, forward or back, it is a `step`.
 * Times are the device's own, with what R14 needs to correct them; without a beginning: since ever.
 */
export interface CoverageGapTable {
  gateway: string;
  epoch: number;
  /** The event that ends the gap. */
  before_seq: number;
  school: string;
  cause: 'first' | 'silent' | 'restart' | 'missing' | 'step';
  from_at: number | null;
  from_mono: number | null;
  from_boot: string | null;
  until_at: number;
  until_mono: number;
  until_boot: string;
  /** The device said so: the clock was never set in that boot. */
  from_unset: Generated<boolean>;
  until_unset: Generated<boolean>;
  recorded_at: number;
}

/** One comparison of a gateway's clock with the cloud's (R14), raw: at one moment all three read so. */
export interface ClockMeasurementTable {
  gateway: string;
  boot: string;
  mono: number;
  school: string;
  device_at: number;
  cloud_at: number;
  /** The true difference lies within half of this. */
  round_trip_ms: number;
  recorded_at: number;
}

/** An event that could not be read, kept as it came, until a fixed program replays it. */
export interface EventQuarantineTable {
  gateway: string;
  epoch: number;
  seq: number;
  school: string;
  code: string;
  hash: Buffer;
  /** Chain value before it. */
  prev: Buffer;
  bytes: Buffer;
  received_at: number;
  replayed_at: number | null;
}

/** Events that were lost for good: the gateway had pruned them when a restored cloud asked again. */
export interface EventHoleTable {
  gateway: string;
  epoch: number;
  from_seq: number;
  through_seq: number;
  school: string;
  recorded_at: number;
}

export interface GatewayNoteTable {
  gateway: string;
  code: string;
  school: string;
  count: number;
  detail: string;
  first_at: number;
  last_at: number;
  cleared_at: number | null;
}

export interface IngestTables {
  event: EventTable;
  event_mark: EventMarkTable;
  coverage_gap: CoverageGapTable;
  clock_measurement: ClockMeasurementTable;
  event_quarantine: EventQuarantineTable;
  event_hole: EventHoleTable;
  gateway_note: GatewayNoteTable;
}
