import type { AttendanceSettings } from '../../attendance/store/attendance-settings.ts';
import type { YearTotals } from './year-totals.ts';

export type RiskLimits = Pick<
  Required<AttendanceSettings>,
  'riskTotal' | 'riskUnexcused' | 'riskUnexcusedPreschool'
>;

/** Why a pupil is in the selection; both selections of the letter of 2018, and their union. */
export type RiskReason = 'total' | 'unexcused';

/** The at-risk selections: strictly more than the limits („над“), from the beginning of the year. */
export function riskReasons(
  row: Pick<YearTotals, 'preschool' | 'unexcusedHalves' | 'excusedHalves'>,
  limits: RiskLimits,
): RiskReason[] {
  const unexcused = row.unexcusedHalves / 2;
  const total = unexcused + row.excusedHalves / 2;
  const most = row.preschool ? limits.riskUnexcusedPreschool : limits.riskUnexcused;
  return [
    ...(!row.preschool && total > limits.riskTotal ? (['total'] as const) : []),
    ...(unexcused > most ? (['unexcused'] as const) : []),
  ];
}
