import { orderPasses } from '../rules/r03-order.ts';
import { clouded, type Presence, presenceOf } from './presence.ts';
import type { SchoolDay } from './rebuild-student-day.ts';
import type { DayFlag, Interval } from './student-day.ts';
import type { Trail } from './trail.ts';
import { walkDay } from './walk.ts';

/** One person's trail, read: stays, what they prove, and what caught the eye. */
export interface PersonRead {
  readonly intervals: readonly Interval[];
  readonly presence: Presence;
  /** Sorted. */
  readonly flags: readonly DayFlag[];
}

/** R3 to R9, R14 and R17 for one person. Sorts the trail's passages in place. */
export function readPerson(day: SchoolDay, trail: Trail): PersonRead {
  orderPasses(trail.passes);
  const walk = walkDay(trail.passes, day.fires, day.window, day.settings);
  const intervals = clouded(walk.intervals, trail.undated);
  const doubts = { everybodys: day.doubts, own: trail.doubts };
  const presence = presenceOf(intervals, walk, doubts, day.window);
  const flags: DayFlag[] = trail.staleGrant ? [...walk.flags, 'stale_grant'] : walk.flags;
  return { intervals, presence, flags: flags.length > 1 ? flags.sort() : flags };
}
