/** Under 14 on a day; without a birth date nobody is taken for old enough. Shown only: the server decides. */
export function isYoung(birthDate: string | undefined, day: Date): boolean {
  if (birthDate === undefined) return true;
  const [year, month, date] = birthDate.split('-').map(Number) as [number, number, number];
  return day < new Date(year + 14, month - 1, date);
}
