import type { LessonResult, LessonStatus } from '../fold/student-day.ts';

const LETTERS: Readonly<Record<LessonStatus, string>> = {
  present: 'P',
  late: 'L',
  absent: 'A',
  excused: 'E',
  unknown: 'U',
  suspended: 'S',
  not_tracked: 'N',
  gate_unused: 'G',
  pending: 'W',
};

const STATUSES = new Map(Object.entries(LETTERS).map(([status, letter]) => [letter, status as LessonStatus]));

/** Number and letter of each lesson, such as `1P2P3L`; a small p is present but left early. */
export function lessonLetters(lessons: readonly LessonResult[]): string {
  let text = '';
  for (const { n, status, flags } of lessons) text += n + (flags.length > 0 ? 'p' : LETTERS[status]);
  return text;
}

export function parseLessons(text: string): LessonResult[] {
  return [...text.matchAll(/(\d+)([A-Zp])/g)].map(([, n, letter = '']) =>
    letter === 'p'
      ? { n: Number(n), status: 'present', flags: ['left_early'] }
      : { n: Number(n), status: STATUSES.get(letter) ?? 'unknown', flags: [] },
  );
}
