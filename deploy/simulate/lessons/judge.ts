import type { LessonStatus } from '../../../cloud-api/src/attendance/fold/student-day.ts';
import type { CloudEvent } from '../gateway/cloud.ts';
import type { Crossing } from '../people/truth.ts';
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
  /** … and knows its time. */
  readonly isDated: (told: CloudEvent) => boolean;
  /** Ms of the morning at which lanes were told to be free for a fire. */
  readonly fires: readonly number[];
  /** Those at which the fire began. */
  readonly outbreaks: readonly number[];
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
  const last = stays.findLast(({ until }) => until < start);
  const exit = last?.exit;
  if (exit !== undefined && isEvacuated(pupil, exit, end)) return 'was evacuated and is called present';
  if (comesAgain(pupil, start, end)) return 'enters once more without an exit and is called present';
  if (exit !== undefined && exit.endedAt >= revokedAt) return undefined;
  if (!isAbsenceKnowable(person, exit, end, revokedAt, traces, isRead)) return undefined;
  const since = exit === undefined ? 'ever' : Math.round(exit.beganAt);
  return `is outside since ${since} and called present`;
}

/** A fire empties the building (R9): whoever left after it began, and was not told to be back, is not present. */
function isEvacuated({ outbreaks, traces }: JudgedPupil, exit: Crossing, before: number): boolean {
  const at = outbreaks.findLast((fire) => fire < exit.beganAt);
  if (at === undefined) return false;
  return !traces.own.some(
    ({ told: { event }, at: passed }) => event.direction === 'in' && passed > at && passed < before,
  );
}

/** The next that is told is an entry: the exit before it was lost, and unless a fire has ended the stay, all of it is doubt (R5). */
function comesAgain({ traces, isDated, revokedAt, fires }: JudgedPupil, start: number, end: number): boolean {
  const before = traces.own.findLast(({ at }) => at < start);
  const next = traces.own.find(({ at }) => at >= end);
  const during = traces.own.some(({ at }) => at >= start && at < end);
  if (before === undefined || next === undefined || during || next.at >= revokedAt) return false;
  if (fires.some((at) => at > before.at && at < next.at)) return false;
  return next.told.event.direction === 'in' && isDated(next.told);
}
