import type { Lesson } from '../fold/facts.ts';
import type { RuleSettings } from '../fold/settings.ts';
import { lengthOutside, type Span } from '../fold/spans.ts';

export type Seen = 'present' | 'left_early' | 'late' | 'absent';

/**
 * R16: what one presence set says about one lesson.
 * @param presence disjoint and ordered
 */
export function seenInLesson(lesson: Lesson, presence: readonly Span[], settings: RuleSettings): Seen {
  const missed = lengthOutside(presence, lesson.start, lesson.end);
  if (missed === 0) return 'present';
  if (missed > settings.absentMissedMs) return 'absent';
  const arrival = arrivalIn(lesson, presence);
  if (arrival === lesson.start) return 'left_early';
  return arrival - lesson.start > settings.lateMaxMs ? 'absent' : 'late';
}

/** First moment of the lesson that presence covers; its end when there is none. */
function arrivalIn(lesson: Lesson, presence: readonly Span[]): number {
  for (const span of presence) {
    if (span.until <= lesson.start) continue;
    return Math.min(Math.max(span.from, lesson.start), lesson.end);
  }
  return lesson.end;
}

/** R16: evaluated with certain and with possible presence; where they differ, nobody knows (I8). */
export function weigh(certain: Seen, possible: Seen): Seen | 'unknown' {
  return certain === possible ? certain : 'unknown';
}
