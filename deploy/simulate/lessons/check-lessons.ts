import { rebuild } from '../../../cloud-api/src/attendance/fold/rebuild.ts';
import { DEFAULT_RULE_SETTINGS, type RuleSettings } from '../../../cloud-api/src/attendance/fold/settings.ts';
import type { StudentDay } from '../../../cloud-api/src/attendance/fold/student-day.ts';
import { siteToken } from '../../../cloud-api/src/attendance/store/event-fact.ts';
import type { Matches } from '../checks/passage-check.ts';
import { type Morning, UTC_BASE } from '../world/morning.ts';
import { type Classroom, classroomOf, judgeAll, LESSON_MS } from './classroom.ts';
import { SITE } from './told-facts.ts';

const HOUR = 3_600_000;
/** The building opens with the first start of the gate: what may have happened before it would hide everything (R17). */
const OPENS_MS = 400;
/** In proportion to the lessons. */
export const SETTINGS: RuleSettings = {
  ...DEFAULT_RULE_SETTINGS,
  lateMaxMs: LESSON_MS / 2,
  absentMissedMs: LESSON_MS / 2,
  doubleTapMs: 3_000,
  regroupMs: 2_000,
};

/** I8 by the rules alone, as `judgeAll` says it. */
export function checkLessons(morning: Morning, matches: Matches): void {
  const classroom = classroomOf(morning);
  const days = attendance(classroom);
  judgeAll(morning, matches, classroom, (holder, lesson) => days[holder]!.lessons[lesson]!.status);
}

function attendance({ holders, told, lessons }: Classroom): readonly StudentDay[] {
  const opens = UTC_BASE + OPENS_MS;
  const timed = lessons.map(({ n, start, end }) => ({ n, start: UTC_BASE + start, end: UTC_BASE + end }));
  const none = { excused: false, passOnly: false, gateUnused: false, marks: undefined };
  return rebuild(
    {
      settings: SETTINGS,
      window: { starts: opens - 6 * HOUR, opens, closes: opens + 14 * HOUR, ends: opens + 18 * HOUR },
      events: told.events,
      clocks: told.clocks,
      credentials: holders.map(({ person, token, until }) => ({
        credential: siteToken(SITE, token),
        person,
        from: 0,
        until: UTC_BASE + until,
      })),
      coverageGaps: told.gaps,
      fires: [],
      pupils: holders.map(({ person }) => ({ person, lessons: timed, ...none })),
    },
    Number.POSITIVE_INFINITY,
  ).days;
}
