import type { Doubt } from '../rules/r17-doubt.ts';

export type StartQuality = 'tap' | 'guard' | 'assumed' | 'missing_entry';
export type EndQuality =
  | 'tap'
  | 'guard'
  | 'assumed'
  | 'missing_exit'
  | 'implied_transfer'
  | 'auto_closed'
  | 'evacuation'
  | 'open';

/** One stay in one building, `[start, end)` in milliseconds since 1970. */
export interface Interval {
  readonly building: string;
  readonly start: number;
  readonly end: number;
  readonly startQuality: StartQuality;
  readonly endQuality: EndQuality;
  /** The stay is possible, not certain (R5, R6). */
  readonly uncertain: boolean;
}

export type LessonStatus =
  | 'present'
  | 'late'
  | 'absent'
  | 'excused'
  | 'unknown'
  | 'suspended'
  | 'not_tracked'
  | 'gate_unused'
  | 'pending';

export interface LessonResult {
  readonly n: number;
  readonly status: LessonStatus;
  readonly flags: readonly 'left_early'[];
}

export type DayFlag = 'passback_suspected' | 'stale_grant' | 'transit_bridged';

/** What the fold says about one pupil on one day. */
export interface StudentDay {
  readonly person: string;
  readonly intervals: readonly Interval[];
  readonly lessons: readonly LessonResult[];
  readonly unexcusedHours: number;
  readonly excusedHours: number;
  readonly reviewLessons: number;
  /** Sorted, each once. */
  readonly flags: readonly DayFlag[];
  /** Spans of doubt that made presence possible where none is certain: the evidence behind `unknown`. */
  readonly doubts: readonly Doubt[];
}
