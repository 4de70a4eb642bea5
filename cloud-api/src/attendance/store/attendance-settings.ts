import { type Static, Type } from 'typebox';
import { DEFAULT_RULE_SETTINGS, type RuleSettings } from '../fold/settings.ts';

const Seconds = Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 }));
const Count = Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 }));

/** What a school decides for itself; what is absent holds as `DEFAULT_ATTENDANCE_SETTINGS` says. */
export const AttendanceSettings = Type.Object(
  {
    lateMaxSeconds: Seconds,
    absentMissedSeconds: Seconds,
    transitSeconds: Seconds,
    doubleTapSeconds: Seconds,
    regroupSeconds: Seconds,
    /** School days a year that a family may excuse by a motivated request, and how many at once. */
    familyDaysPerYear: Count,
    familyDaysAtOnce: Count,
    familyDaysPerYearPreschool: Count,
    /** At-risk selections: more than so many lesson-hours (preschool: days) since the beginning of the year. */
    riskTotal: Count,
    riskUnexcused: Count,
    riskUnexcusedPreschool: Count,
    /** „Отпадащи“, as НЕИСПУО counts them: more than so many unexcused hours (preschool: days) since then. */
    dropoutUnexcused: Count,
    dropoutUnexcusedPreschool: Count,
  },
  { additionalProperties: false },
);
export type AttendanceSettings = Static<typeof AttendanceSettings>;

/** Наредба за приобщаващото образование, чл. 62; the thresholds of 2018 for pupils at risk. */
export const DEFAULT_ATTENDANCE_SETTINGS: Required<AttendanceSettings> = {
  lateMaxSeconds: DEFAULT_RULE_SETTINGS.lateMaxMs / 1000,
  absentMissedSeconds: DEFAULT_RULE_SETTINGS.absentMissedMs / 1000,
  transitSeconds: DEFAULT_RULE_SETTINGS.transitMs / 1000,
  doubleTapSeconds: DEFAULT_RULE_SETTINGS.doubleTapMs / 1000,
  regroupSeconds: DEFAULT_RULE_SETTINGS.regroupMs / 1000,
  familyDaysPerYear: 15,
  familyDaysAtOnce: 5,
  familyDaysPerYearPreschool: 10,
  riskTotal: 130,
  riskUnexcused: 40,
  riskUnexcusedPreschool: 25,
  dropoutUnexcused: 5,
  dropoutUnexcusedPreschool: 3,
};

export function ruleSettings(settings: Required<AttendanceSettings>): RuleSettings {
  return {
    lateMaxMs: settings.lateMaxSeconds * 1000,
    absentMissedMs: settings.absentMissedSeconds * 1000,
    transitMs: settings.transitSeconds * 1000,
    doubleTapMs: settings.doubleTapSeconds * 1000,
    regroupMs: settings.regroupSeconds * 1000,
    futureMs: DEFAULT_RULE_SETTINGS.futureMs,
  };
}
