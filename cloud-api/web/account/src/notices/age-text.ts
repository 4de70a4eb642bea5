const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, in one unit: `преди 3 часа`. @param age ms */
export function ageText(age: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, ms]) => age >= ms) ?? ['minute', 60_000];
  return format.format(-Math.max(0, Math.floor(age / size)), unit);
}
