/** Numbers of the rules, in milliseconds. A school may change them; the defaults are those of domain/attendance.md. */
export interface RuleSettings {
  /** R16: the longest late arrival that still counts as late. */
  readonly lateMaxMs: number;
  /** R16: missing more of a lesson than this is a full absence. */
  readonly absentMissedMs: number;
  /** R8: out of one building and into another within this time leaves no gap. */
  readonly transitMs: number;
  /** R4: same person, direction and building within this time is one passage. */
  readonly doubleTapMs: number;
  /** R9: lessons stay suspended for this long after a fire ends. */
  readonly regroupMs: number;
  /** R14: an event further in the future than this, seen from its arrival, is quarantined. */
  readonly futureMs: number;
}

export const DEFAULT_RULE_SETTINGS: RuleSettings = {
  lateMaxMs: 20 * 60_000,
  absentMissedMs: 20 * 60_000,
  transitMs: 10 * 60_000,
  doubleTapMs: 30_000,
  regroupMs: 15 * 60_000,
  futureMs: 5 * 60_000,
};

/** One school day with its local times already resolved, so that the fold never meets a calendar. */
export interface DayWindow {
  /** Local midnight at which the date begins. */
  readonly starts: number;
  /** Building opens (06:00 by default). */
  readonly opens: number;
  /** Building closes (20:00 by default), of a later date where nights belong to the day. */
  readonly closes: number;
  /** Local midnight after `closes`. */
  readonly ends: number;
}
