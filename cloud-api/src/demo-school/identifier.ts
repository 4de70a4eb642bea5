import type { Sex } from './names/name-parts.ts';
import type { Random } from './random.ts';

const WEIGHTS = [2, 4, 8, 5, 10, 9, 7, 3, 6];

/**
 * An ЕГН that nobody alive can have: the month is coded as of the 1800s (plus 20), so that `2013-09-01` becomes that
 * day of 1813. Everything else, the check digit included, is as it should be, so that validators have work to do.
 * @param birthDate `YYYY-MM-DD`
 * @param serial 0 to 499, unique for a birth date and sex
 */
export function impossibleEgn(birthDate: string, sex: Sex, serial: number): string {
  const [year, month, day] = birthDate.split('-') as [string, string, string];
  // The last digit of the serial number is even for men.
  const number = serial * 2 + (sex === 'm' ? 0 : 1);
  const digits = `${year.slice(2)}${Number(month) + 20}${day}${String(number).padStart(3, '0')}`;
  return digits + egnCheckDigit(digits);
}

/** Check digit of the first nine digits of an ЕГН. */
export function egnCheckDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return String((sum % 11) % 10);
}

/** Gives out impossible identifiers without a repeat. */
export function identifierSource(random: Random): (birthDate: string, sex: Sex) => string {
  const used = new Set<string>();
  return (birthDate, sex) => {
    for (;;) {
      const egn = impossibleEgn(birthDate, sex, random.int(0, 499));
      if (used.has(egn)) continue;
      used.add(egn);
      return egn;
    }
  };
}
