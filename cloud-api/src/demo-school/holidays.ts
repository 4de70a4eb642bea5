import { addDays, datesBetween, type LocalDate } from '../people/index.ts';

export interface FreeDay {
  readonly day: LocalDate;
  readonly kind: 'holiday' | 'off_day';
  readonly note: string;
}

const FIXED: readonly (readonly [monthDay: string, note: string])[] = [
  ['09-22', 'Ден на независимостта'],
  ['12-24', 'Бъдни вечер'],
  ['12-25', 'Коледа'],
  ['12-26', 'Коледа'],
  ['01-01', 'Нова година'],
  ['03-03', 'Ден на освобождението'],
  ['05-01', 'Ден на труда'],
  ['05-06', 'Гергьовден'],
  ['05-24', 'Ден на светите братя Кирил и Методий'],
];

/** Public holidays and the usual school holidays of the school year that begins in `startYear`. */
export function freeDays(startYear: number): readonly FreeDay[] {
  const next = startYear + 1;
  const easter = orthodoxEaster(next);
  const holidays = FIXED.map(([monthDay, note]): FreeDay => {
    const year = monthDay > '08' ? startYear : next;
    return { day: `${year}-${monthDay}`, kind: 'holiday', note };
  });
  const easterDays = datesBetween(addDays(easter, -2), addDays(easter, 1)).map(
    (day): FreeDay => ({ day, kind: 'holiday', note: 'Великден' }),
  );
  const vacations: readonly (readonly [LocalDate, LocalDate, string])[] = [
    [`${startYear}-10-30`, `${startYear}-11-02`, 'Есенна ваканция'],
    [`${startYear}-12-24`, `${next}-01-03`, 'Коледна ваканция'],
    [`${next}-02-02`, `${next}-02-02`, 'Междусрочна ваканция'],
    [addDays(easter, -8), addDays(easter, 1), 'Пролетна ваканция'],
  ];
  const off = vacations.flatMap(([from, to, note]) =>
    datesBetween(from, to).map((day): FreeDay => ({ day, kind: 'off_day', note })),
  );
  // A public holiday inside of a vacation stays what it is.
  return [...new Map([...off, ...holidays, ...easterDays].map((free) => [free.day, free])).values()];
}

/** Meeus' rule for the Julian calendar, thirteen days later in the Gregorian one (1900 to 2099). */
export function orthodoxEaster(year: number): LocalDate {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const day = ((d + e + 114) % 31) + 1;
  return addDays(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, 13);
}
