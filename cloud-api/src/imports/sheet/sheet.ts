/** A row with content. */
export interface SheetRow {
  /** 1-based, as the spreadsheet or the editor shows it. */
  readonly line: number;
  /** Trimmed texts; dates as `YYYY-MM-DD`. */
  readonly cells: readonly string[];
}

/** A file taken apart, whatever it was. */
export interface Sheet {
  readonly format: 'csv' | 'xlsx';
  /** Of a CSV file, as it was recognised. */
  readonly encoding?: 'utf-8' | 'windows-1251';
  readonly separator?: string;
  readonly rows: readonly SheetRow[];
}

/** Larger than any school; protects the process from what is no roster. */
export const MAX_FILE_BYTES = 8_000_000;
export const MAX_ROWS = 20_000;
