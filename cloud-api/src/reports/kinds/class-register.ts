import type { DayLine } from '../read-day-lines.ts';
import {
  classOf,
  inBookOrder,
  nameOf,
  type ReportFrame,
  subtitleOf,
  textOf,
  titles,
} from '../report-frame.ts';
import type { ReportTable } from '../table.ts';
import { type ReportWord, word } from '../words.ts';

/** A pupil's month by days. */
interface PupilDays {
  readonly person: string;
  readonly class: string;
  readonly days: ReadonlyMap<string, DayLine>;
}

const SUMS = ['short_excused', 'short_unexcused', 'short_late', 'short_review'] as const;
const LEGEND: readonly ReportWord[] = [
  'grid_unexcused',
  'grid_excused',
  'grid_review',
  'grid_present',
  'unsettled',
];

/**
 * The class book of a month: one row a pupil, one column a school day. The sums at the end count days that are over.
 */
export function classRegister(
  lines: readonly DayLine[],
  classId: string,
  month: string,
  frame: ReportFrame,
): ReportTable {
  const { language } = frame;
  const days = [...new Set(lines.filter(hasLessons).map(({ day }) => day))].sort();
  const open = new Set(lines.filter(({ settled }) => !settled).map(({ day }) => day));
  const pupils = inBookOrder(byPupil(lines, classId), frame);
  return {
    language,
    title: `${word('title_register', language)} ${classOf(frame, classId)}`,
    subtitle: subtitleOf(frame, [textOf(frame).month(month)]),
    columns: [
      '№',
      word('name', language),
      ...days.map((day) => `${Number(day.slice(8))}${open.has(day) ? '*' : ''}`),
      ...titles(frame, SUMS),
    ],
    rows: pupils.map(({ person, days: own }, index) => [
      index + 1,
      nameOf(frame, person),
      ...days.map((day) => gridCell(own.get(day), language)),
      ...sums([...own.values()]),
    ]),
    wide: [1],
    narrow: Array.from({ length: days.length + SUMS.length }, (_, index) => index + 2),
    legend: LEGEND.map((key) => word(key, language)),
  };
}

const hasLessons = (line: DayLine): boolean => line.lessons.length > 0;

function byPupil(lines: readonly DayLine[], classId: string): PupilDays[] {
  const pupils = new Map<string, Map<string, DayLine>>();
  for (const line of lines) {
    const days = pupils.get(line.person) ?? new Map<string, DayLine>();
    pupils.set(line.person, days.set(line.day, line));
  }
  return [...pupils].map(([person, days]) => ({ person, class: classId, days }));
}

function gridCell(line: DayLine | undefined, language: ReportTable['language']): string {
  if (line === undefined || line.lessons.length === 0) return '';
  const unexcused = new Intl.NumberFormat(language).format(line.unexcusedHalves / 2);
  const parts = [
    ...(line.unexcusedHalves > 0 ? [unexcused] : []),
    ...(line.excusedHours > 0 ? [`(${line.excusedHours})`] : []),
    ...(line.review > 0 ? [`${line.review}?`] : []),
  ];
  if (parts.length > 0) return parts.join(' ');
  return line.lessons.some(({ status }) => status === 'present') ? '·' : '';
}

function sums(days: readonly DayLine[]): number[] {
  const over = days.filter(({ settled }) => settled);
  const sum = (of: (line: DayLine) => number): number => over.reduce((total, line) => total + of(line), 0);
  return [
    sum(({ excusedHours }) => excusedHours),
    sum(({ unexcusedHalves }) => unexcusedHalves) / 2,
    sum(({ lessons }) => lessons.filter(({ status }) => status === 'late').length),
    sum(({ review }) => review),
  ];
}
