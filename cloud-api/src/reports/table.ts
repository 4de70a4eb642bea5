/** Languages in which every report is written. */
export const REPORT_LANGUAGES = ['bg', 'ru', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
export type Words = Readonly<Record<ReportLanguage, string>>;

export type Cell = string | number;

/** A report before it has a form: CSV, XLSX and PDF all show exactly this. */
export interface ReportTable {
  readonly title: string;
  /** Under the title: school, period, when it was made. */
  readonly subtitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
