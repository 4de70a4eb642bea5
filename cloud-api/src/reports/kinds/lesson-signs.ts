import type { LessonResult } from '../../attendance/fold/student-day.ts';
import type { ReportLanguage } from '../table.ts';
import { type ReportWord, word } from '../words.ts';

const WORD_OF = {
  present: 'lesson_present',
  late: 'lesson_late',
  absent: 'lesson_absent',
  excused: 'lesson_excused',
  unknown: 'lesson_unknown',
  suspended: 'lesson_suspended',
  not_tracked: 'lesson_not_tracked',
  gate_unused: 'lesson_gate_unused',
  pending: 'lesson_pending',
} as const satisfies Readonly<Record<LessonResult['status'], ReportWord>>;

const explained = ({ status, flags }: LessonResult): ReportWord =>
  flags.includes('left_early') ? 'lesson_left_early' : WORD_OF[status];

/** One sign for a lesson, as a class book has it; the first character of its explanation. */
export const lessonSign = (lesson: LessonResult, language: ReportLanguage): string =>
  word(explained(lesson), language).slice(0, 1);

/** Explanations of all signs that are used, each once. */
export function signLegend(lessons: readonly LessonResult[], language: ReportLanguage): string[] {
  const used = new Set(lessons.map(explained));
  const all: readonly ReportWord[] = [...Object.values(WORD_OF), 'lesson_left_early'];
  return all.filter((key) => used.has(key)).map((key) => word(key, language));
}
