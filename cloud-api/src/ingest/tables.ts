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
  event_quarantine: EventQuarantineTable;
  event_hole: EventHoleTable;
  gateway_note: GatewayNoteTable;
}
