import type { TimetableLesson } from '../people/tables/calendar.ts';
import type { Random } from './random.ts';
import { SUBJECTS } from './subjects.ts';

/** Lesson-hours on each day of the week, Monday first; the little ones go home earlier. */
function hours(grade: number): readonly number[] {
  if (grade <= 2) return [5, 5, 4, 5, 4];
  if (grade <= 4) return [5, 5, 6, 5, 5];
  if (grade <= 7) return [6, 7, 6, 6, 6];
  return [7, 7, 6, 7, 6];
}

/**
 * A week for a class: each subject about as often as its grade has it, at most twice on one day. Filled hour by hour
 * over all days, each time with what the day has had least of and the week still owes most. Grades from nine on are
 * divided for the second language, which is still one lesson.
 */
export function inventTimetable(random: Random, grade: number): TimetableLesson[] {
  const taught = SUBJECTS.filter((subject) => subject.from <= grade && grade <= subject.to);
  const owed = new Map(random.shuffle(taught).map((subject) => [subject.code, subject.weekly]));
  const had = new Map<string, number>();
  const lessons: TimetableLesson[] = [];
  for (const [weekday, period] of slots(grade)) {
    const today = (code: string) => had.get(`${weekday} ${code}`) ?? 0;
    const [code] = [...owed.keys()].sort((a, b) => today(a) - today(b) || owed.get(b)! - owed.get(a)!) as [
      string,
    ];
    owed.set(code, owed.get(code)! - 1);
    had.set(`${weekday} ${code}`, today(code) + 1);
    lessons.push(...lessonsAt(weekday, period, code, grade));
  }
  return lessons;
}

/** All lesson-hours of the week, every first hour before any second. */
function slots(grade: number): readonly (readonly [weekday: number, period: number])[] {
  const all = hours(grade).flatMap((count, day) =>
    Array.from({ length: count }, (_, hour) => [day + 1, hour + 1] as const),
  );
  return all.sort((a, b) => a[1] - b[1]);
}

function lessonsAt(
  weekday: number,
  period: number,
  subject: string,
  grade: number,
): readonly TimetableLesson[] {
  if (subject !== 'rus' || grade < 9) return [{ weekday, period, subject }];
  return [
    { weekday, period, subject: 'rus', group: '1' },
    { weekday, period, subject: 'eng', group: '2' },
  ];
}
