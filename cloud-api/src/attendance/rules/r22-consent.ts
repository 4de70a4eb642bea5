import type { PupilFacts } from '../fold/facts.ts';
import type { StudentDay } from '../fold/student-day.ts';
import { markedResult } from './r18-teacher.ts';
import { dayTotals } from './r20-totals.ts';

/** R22: a pupil whose family refused processing opens the lane and is not tracked; the teacher marks the lessons. */
export function untrackedDay(pupil: PupilFacts): StudentDay {
  const lessons = pupil.lessons.map(({ n }) => {
    const mark = pupil.marks?.get(n);
    return mark === undefined ? ({ n, status: 'not_tracked', flags: [] } as const) : markedResult(n, mark);
  });
  return { person: pupil.person, intervals: [], lessons, ...dayTotals(lessons), flags: [], doubts: [] };
}
