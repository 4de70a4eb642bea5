/**
 * How long acknowledged events stay. Counted in days on which the gateway ran, not by its clock: a clock that jumps
 * forward by a month must not empty the journal.
 */
export interface Retention {
  /** Minutes of operation since the last mark. */
  readonly minutes: number;
  /** The watermark as it stood at the end of each of the last days, oldest first. */
  readonly marks: readonly number[];
}

export const RETENTION_DAYS = 35;
/** A day with less operation is joined to the next one. */
const DAY_MINUTES = 600;

export const noRetention: Retention = { minutes: 0, marks: [] };

export function afterMinute(retention: Retention): Retention {
  return { ...retention, minutes: retention.minutes + 1 };
}

export function afterDay(retention: Retention, acked: number): Retention {
  if (retention.minutes < DAY_MINUTES) return retention;
  return { minutes: 0, marks: [...retention.marks, acked].slice(-RETENTION_DAYS - 1) };
}

/** Events up to here may go; undefined while nothing is old enough. */
export function prunable({ marks }: Retention): number | undefined {
  return marks.length > RETENTION_DAYS ? marks[0] : undefined;
}
