import { LocalText } from './local-text.ts';
import type { ReportLanguage } from './table.ts';
import { type ReportWord, word } from './words.ts';

/** What every report is told: language, names, places and when it is made. */
export interface ReportFrame {
  readonly language: ReportLanguage;
  readonly timezone: string;
  /** `2200999 Училище` */
  readonly school: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly people: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, { readonly name: string; readonly grade: number }>;
}

export const textOf = (frame: ReportFrame): LocalText => new LocalText(frame.language, frame.timezone);

export const nameOf = ({ people, language }: ReportFrame, person: string): string =>
  people.get(person) ?? word('unnamed', language);

export const classOf = ({ classes }: ReportFrame, id: string): string => classes.get(id)?.name ?? '';

/** Titles of columns. */
export const titles = ({ language }: ReportFrame, keys: readonly ReportWord[]): string[] =>
  keys.map((key) => word(key, language));

/** School, what it is about, and when it was made. */
export function subtitleOf(frame: ReportFrame, about: readonly string[]): string {
  const made = `${word('made', frame.language)} ${textOf(frame).moment(frame.madeAt)}`;
  return [frame.school, ...about.filter((part) => part !== ''), made].join(' · ');
}

/** By grade, class and name, as a class book is ordered. */
export function inBookOrder<T extends { readonly person: string; readonly class: string }>(
  rows: readonly T[],
  frame: ReportFrame,
): T[] {
  const compare = new Intl.Collator(frame.language, { numeric: true }).compare;
  const keyed = rows.map((row) => ({
    row,
    grade: frame.classes.get(row.class)?.grade ?? 0,
    className: classOf(frame, row.class),
    name: nameOf(frame, row.person),
  }));
  keyed.sort((a, b) => a.grade - b.grade || compare(a.className, b.className) || compare(a.name, b.name));
  return keyed.map(({ row }) => row);
}
