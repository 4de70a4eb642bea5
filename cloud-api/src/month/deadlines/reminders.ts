/** Before a campaign ends: 7, 3 and 1 days, and 4 hours. НЕИСПУО itself sends no message. */
export const REMINDER_STEPS = [
  { step: '7d', beforeMs: 7 * 86_400_000 },
  { step: '3d', beforeMs: 3 * 86_400_000 },
  { step: '1d', beforeMs: 86_400_000 },
  { step: '4h', beforeMs: 4 * 3_600_000 },
] as const;

export type ReminderStep = (typeof REMINDER_STEPS)[number]['step'];

/**
 * The reminder that is due now: the last step that has begun. Whoever was asleep gets one, not four.
 * @param given steps that were given before
 */
export function dueReminder(
  now: number,
  window: { readonly opens: number; readonly closes: number },
  given: ReadonlySet<string>,
): ReminderStep | undefined {
  if (now >= window.closes) return undefined;
  const begun = REMINDER_STEPS.findLast(
    ({ beforeMs }) => now >= Math.max(window.opens, window.closes - beforeMs),
  );
  return begun === undefined || given.has(begun.step) ? undefined : begun.step;
}
