import type { LessonStatus } from '../../../cloud-api/src/attendance/fold/student-day.ts';
import type { CloudEvent } from '../gateway/cloud.ts';
import { isAbsenceKnowable, isEntryKnowable, type Traces } from './knowable.ts';
import type { TrueStay } from './true-stays.ts';

/** Times of the morning's clock, milliseconds. */
export interface TimedLesson {
  readonly n: number;
  readonly start: number;
  readonly end: number;
}

export interface JudgedPupil {
  readonly person: string;
  readonly token: string;
  readonly traces: Traces;
  readonly stays: readonly TrueStay[];
  /** From then on the card is not the pupil's: exits on it are not attributed (R12). */
  readonly revokedAt: number;
  /** The cloud could read the event. */
  readonly isRead: (told: CloudEvent) => boolean;
}

/** A passage is told a little after the body; under trouble on the line later still. */
const TOLD_LATE_MS = 3_000;

/** What attendance says of a lesson, against where the pupil truly was. @returns what is wrong */
export function judge(pupil: JudgedPupil, lesson: TimedLesson, status: LessonStatus): string | undefined {
  if (status === 'absent' || status === 'late') return judgeMissing(pupil, lesson, status);
  return status === 'present' ? judgePresent(pupil, lesson) : undefined;
}

/** Inside all the lesson, and a little before it: then nothing of it was missed. */
function judgeMissing(
  { stays, token, traces }: JudgedPupil,
  { start, end }: TimedLesson,
  status: LessonStatus,
): string | undefined {
  const stay = stays.find(({ from, until }) => from <= start - TOLD_LATE_MS && until >= end);
  if (stay === undefined || !isEntryKnowable(stay.entry, stay.until, token, traces)) return undefined;
  return `is inside since ${Math.round(stay.from)} and called ${status}`;
}

/** Outside all the lesson, and a little before it; whoever stands in a lane is not outside yet. */
function judgePresent(pupil: JudgedPupil, { start, end }: TimedLesson): string | undefined {
  const { person, stays, traces, revokedAt, isRead } = pupil;
  const outside = stays.every(
    ({ entry, exit }) => entry.beganAt >= end || (exit !== undefined && exit.endedAt <= start - TOLD_LATE_MS),
  );
  if (!outside) return undefined;
  const exit = stays.findLast(({ until }) => until < start)?.exit;
  if (exit !== undefined && exit.endedAt >= revokedAt) return undefined;
  if (!isAbsenceKnowable(person, exit, end, revokedAt, traces, isRead)) return undefined;
  const since = exit === undefined ? 'ever' : Math.round(exit.beganAt);
  return `is outside since ${since} and called present`;
}
