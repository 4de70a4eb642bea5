/** Languages in which every report is written. */
export const REPORT_LANGUAGES = ['bg', 'ru', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
export type Words = Readonly<Record<ReportLanguage, string>>;

/** A stretch of time in whole minutes; `doubtful` where the gates cannot say for certain. */
export interface Duration {
  readonly minutes: number;
  readonly doubtful: boolean;
}

export type Cell = string | number | Duration;

/** A report before it has a form: CSV, XLSX and PDF all show exactly this. */
export interface ReportTable {
  readonly language: ReportLanguage;
  readonly title: string;
  /** Under the title: school, period, when it was made. */
  readonly subtitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns of names and other words, by index: in print they take the room that is left, and wrap. */
  readonly wide: readonly number[];
  /** Columns of a grid, by index: in print narrow, and all alike. */
  readonly narrow: readonly number[];
  /** What the signs in the cells mean. */
  readonly legend: readonly string[];
}

/** Hours and minutes as `5:07`; a doubtful one ends with a question mark. */
export function durationText({ minutes, doubtful }: Duration): string {
  const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return doubtful ? `${text}?` : text;
}

export const isDuration = (cell: Cell): cell is Duration => typeof cell === 'object';
