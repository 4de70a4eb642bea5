/** R21: pupils at 3.0, 4.5 and 5.0 hours of a month, in halves. */
export const PUPIL_ALERTS: readonly number[] = [6, 9, 10];
/** R21: preschool at 2, 3 and more than 3 days, in halves: days come whole, so more than 3 is 4. */
export const PRESCHOOL_ALERTS: readonly number[] = [4, 6, 8];

/** R21: the thresholds that a month's unexcused absences have reached. */
export function alertsAt(halves: number, preschool: boolean): readonly number[] {
  return (preschool ? PRESCHOOL_ALERTS : PUPIL_ALERTS).filter((threshold) => halves >= threshold);
}
