import type { Interval, StudentDay } from '../fold/student-day.ts';

/** The line that `attendance explain` prints for a case, keys in this order. */
export interface Explanation {
  readonly id: string;
  readonly intervals: readonly ExplainedInterval[];
  readonly lessons: readonly {
    readonly n: number;
    readonly status: string;
    readonly flags: readonly string[];
  }[];
  readonly unexcusedHours: number;
  readonly excusedHours: number;
  readonly reviewLessons: number;
  readonly flags: readonly string[];
}

export interface ExplainedInterval {
  readonly building: string;
  /** UTC, without milliseconds where they are zero. */
  readonly start: string;
  readonly end: string;
  readonly startQuality: string;
  readonly endQuality: string;
  readonly uncertain: boolean;
  readonly seconds: number;
}

export function explanation(id: string, day: StudentDay): Explanation {
  return {
    id,
    intervals: day.intervals.map(explainInterval),
    lessons: day.lessons.map(({ n, status, flags }) => ({ n, status, flags })),
    unexcusedHours: day.unexcusedHours,
    excusedHours: day.excusedHours,
    reviewLessons: day.reviewLessons,
    flags: day.flags,
  };
}

const utc = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

function explainInterval(interval: Interval): ExplainedInterval {
  return {
    building: interval.building,
    start: utc(interval.start),
    end: utc(interval.end),
    startQuality: interval.startQuality,
    endQuality: interval.endQuality,
    uncertain: interval.uncertain,
    seconds: (interval.end - interval.start) / 1000,
  };
}
