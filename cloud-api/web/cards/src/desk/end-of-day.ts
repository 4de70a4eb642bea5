/** Today at six in the evening, or tomorrow where that is over, as an input of type `datetime-local` takes it. */
export function endOfDay(now: Date): string {
  const end = new Date(now);
  end.setHours(18, 0, 0, 0);
  if (end <= now) end.setDate(end.getDate() + 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${end.getFullYear()}-${two(end.getMonth() + 1)}-${two(end.getDate())}T18:00`;
}

/** The day of a moment in the reader's own time zone. */
export const dayOf = (now: Date): string => endOfDay(new Date(now.setHours(0, 0, 0, 0))).slice(0, 10);
