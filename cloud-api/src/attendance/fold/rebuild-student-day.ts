import { isSuspended } from '../rules/r09-fire.ts';
import { seenInLesson, weigh } from '../rules/r16-lesson.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import { GATE_UNUSED, markedResult } from '../rules/r18-teacher.ts';
import { excuse } from '../rules/r19-excuse.ts';
import { dayTotals } from '../rules/r20-totals.ts';
import { untrackedDay } from '../rules/r22-consent.ts';
import type { FireFact, Lesson, PupilFacts } from './facts.ts';
import { openForLessons } from './open-for-lessons.ts';
import { readPerson } from './person-read.ts';
import type { Presence } from './presence.ts';
import type { DayWindow, RuleSettings } from './settings.ts';
import type { LessonResult, StudentDay } from './student-day.ts';
import type { Trail } from './trail.ts';

/** What all pupils of a school share on one day. */
export interface SchoolDay {
  readonly settings: RuleSettings;
  readonly window: DayWindow;
  /** Ordered by start. */
  readonly fires: readonly FireFact[];
  readonly doubts: readonly Doubt[];
}

const PRESENT = Object.freeze([]) as readonly never[];
const LEFT_EARLY = Object.freeze(['left_early'] as const);

/** One pupil's day from the trail the gates left. Sorts the trail's passages in place. */
export function rebuildStudentDay(day: SchoolDay, pupil: PupilFacts, trail: Trail): StudentDay {
  if (pupil.passOnly) return untrackedDay(pupil);
  const { intervals, presence, flags } = readPerson(openForLessons(day, pupil.lessons), trail);
  const lessons = pupil.lessons.map((lesson) => lessonResult(day, pupil, lesson, presence));
  return { person: pupil.person, intervals, lessons, ...dayTotals(lessons), flags, doubts: presence.causes };
}

/** R18, R9, R16 and R19, in this order of precedence. */
function lessonResult(day: SchoolDay, pupil: PupilFacts, lesson: Lesson, presence: Presence): LessonResult {
  const mark = pupil.marks?.get(lesson.n);
  if (mark !== undefined) return markedResult(lesson.n, mark);
  if (pupil.gateUnused) return { n: lesson.n, status: GATE_UNUSED, flags: PRESENT };
  if (isSuspended(lesson, day.fires, day.settings.regroupMs)) {
    return { n: lesson.n, status: 'suspended', flags: PRESENT };
  }
  const certain = seenInLesson(lesson, presence.certain, day.settings);
  const seen =
    presence.possible === presence.certain
      ? certain
      : weigh(certain, seenInLesson(lesson, presence.possible, day.settings));
  if (seen === 'left_early') return { n: lesson.n, status: 'present', flags: LEFT_EARLY };
  return { n: lesson.n, status: excuse(seen, pupil.excused), flags: PRESENT };
}
