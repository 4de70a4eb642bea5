import type { IdentifierType } from '../people/tables/persons.ts';
import type { Profile } from '../vault/index.ts';

/** `15.09.2013`, `15/9/2013` or `2013-09-15`, if that day exists. */
export function parseDate(text: string): string | undefined {
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:\s*г\.?)?$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const [year, month, day] =
    local !== null ? [local[3], local[2], local[1]] : iso !== null ? iso.slice(1) : [];
  if (year === undefined) return undefined;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : undefined;
}

const TYPES: Readonly<Record<string, IdentifierType>> = {
  '0': 0,
  егн: 0,
  egn: 0,
  '1': 1,
  лнч: 1,
  lnch: 1,
  '2': 2,
  идн: 2,
  idn: 2,
};

export const parseIdentifierType = (text: string): IdentifierType | undefined => TYPES[text.toLowerCase()];

/** ЕГН and ЛНЧ with their check digits; a spreadsheet may have eaten leading zeroes. */
export function parseIdentifier(text: string, type: IdentifierType): string | undefined {
  const digits = text.replaceAll(/\s/g, '');
  if (type === 2) return /^[\p{L}\d-]{1,30}$/u.test(digits) ? digits : undefined;
  if (!/^\d{7,10}$/.test(digits)) return undefined;
  const padded = digits.padStart(10, '0');
  const weights = type === 0 ? [2, 4, 8, 5, 10, 9, 7, 3, 6] : [21, 19, 17, 13, 11, 9, 7, 3, 1];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(padded[index]), 0);
  const check = type === 0 ? (sum % 11) % 10 : sum % 10;
  return check === Number(padded[9]) ? padded : undefined;
}

/** Which of the two a number without a type is: what its check digit says, ЕГН first. */
export function identify(text: string): { type: IdentifierType; identifier: string } | undefined {
  for (const type of [0, 1] as const) {
    const identifier = parseIdentifier(text, type);
    if (identifier !== undefined) return { type, identifier };
  }
  return undefined;
}

/** `Иван Петров Димитров`: first and last name, and everything between them. */
export function splitName(text: string): Pick<Profile, 'first' | 'middle' | 'last'> | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const [first, last] = [words[0], words.at(-1)];
  if (words.length < 2 || first === undefined || last === undefined) return undefined;
  const middle = words.slice(1, -1).join(' ');
  return { first, ...(middle === '' ? {} : { middle }), last };
}

/** `7 А`, `7-а` and `VII а` are the class 7а. Kindergarten groups keep their names. */
export function parseClassName(text: string): { name: string; grade: number } | undefined {
  const match = /^(\d{1,2}|[IVX]{1,4})\s*[-–.\s]?\s*["„“]?([\p{L}])["“”]?$/u.exec(text.trim());
  const grade = match?.[1] === undefined ? undefined : gradeOf(match[1]);
  if (grade === undefined || grade < 1 || grade > 13) return undefined;
  return { name: `${grade}${cyrillic(match![2]!.toLowerCase())}`, grade };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII'];

function gradeOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = ROMAN.indexOf(text);
  return index === -1 ? undefined : index + 1;
}

/** Latin letters that look like the Cyrillic ones that were meant. */
function cyrillic(letter: string): string {
  const index = 'abveo'.indexOf(letter);
  return index === -1 ? letter : 'абвео'[index]!;
}

const DAYS: readonly (readonly string[])[] = [
  ['1', 'пн', 'понеделник', 'понедельник', 'mon', 'monday'],
  ['2', 'вт', 'вторник', 'tue', 'tuesday'],
  ['3', 'ср', 'сряда', 'среда', 'wed', 'wednesday'],
  ['4', 'чт', 'четвъртък', 'четверг', 'thu', 'thursday'],
  ['5', 'пт', 'петък', 'пятница', 'fri', 'friday'],
  ['6', 'сб', 'събота', 'суббота', 'sat', 'saturday'],
  ['7', 'нд', 'вс', 'неделя', 'воскресенье', 'sun', 'sunday'],
];

/** ISO weekday. */
export function parseWeekday(text: string): number | undefined {
  const index = DAYS.findIndex((names) => names.includes(text.toLowerCase().replace('.', '')));
  return index === -1 ? undefined : index + 1;
}

export function parseEmail(text: string): string | undefined {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined;
}

/** Kept as typed, but for spaces and dashes; Bulgarian numbers get their country. */
export function parsePhone(text: string): string | undefined {
  const digits = text.replaceAll(/[\s()/-]/g, '');
  if (!/^\+?\d{6,15}$/.test(digits)) return undefined;
  return /^0[89]\d{8}$/.test(digits) ? `+359${digits.slice(1)}` : digits;
}
