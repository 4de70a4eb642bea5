import type { AttendanceSettings } from '../../attendance/store/attendance-settings.ts';
import type { YearTotals } from './year-totals.ts';

export type RiskLimits = Pick<
  Required<AttendanceSettings>,
  'riskTotal' | 'riskUnexcused' | 'riskUnexcusedPreschool' | 'dropoutUnexcused' | 'dropoutUnexcusedPreschool'
>;

/**
 * Selections of pupils by their absences since the school year began:
 * - `risk`: both of the letter of 2018, and their union,
 * - `dropout`: „отпадащи“, as НЕИСПУО's own report counts them.
 */
export const SELECTIONS = ['risk', 'dropout'] as const;
export type Selection = (typeof SELECTIONS)[number];

/** Why a pupil is in a selection. */
export const RISK_REASONS = ['total', 'unexcused', 'dropout'] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

type Counted = Pick<YearTotals, 'preschool' | 'unexcusedHalves' | 'excusedHalves'>;

export const reasonsIn = (selection: Selection, row: Counted, limits: RiskLimits): RiskReason[] =>
  selection === 'risk' ? riskReasons(row, limits) : dropoutReasons(row, limits);

/** The at-risk selections: strictly more than the limits („над“), from the beginning of the year. */
export function riskReasons(row: Counted, limits: RiskLimits): RiskReason[] {
  const unexcused = row.unexcusedHalves / 2;
  const total = unexcused + row.excusedHalves / 2;
  const most = row.preschool ? limits.riskUnexcusedPreschool : limits.riskUnexcused;
  return [
    ...(!row.preschool && total > limits.riskTotal ? (['total'] as const) : []),
    ...(unexcused > most ? (['unexcused'] as const) : []),
  ];
}

/** НЕИСПУО: strictly more than 5.0 unexcused hours, in preschool than 3 days; a lateness is half an hour. */
function dropoutReasons({ preschool, unexcusedHalves }: Counted, limits: RiskLimits): RiskReason[] {
  const most = preschool ? limits.dropoutUnexcusedPreschool : limits.dropoutUnexcused;
  return unexcusedHalves / 2 > most ? ['dropout'] : [];
}
