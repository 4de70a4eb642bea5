import { type Cell, durationText, isDuration, type ReportTable } from '../table.ts';

/** UTF-8 with a byte order mark and CRLF, as spreadsheets of this region open it; numbers with a point. */
export function toCsv(table: Pick<ReportTable, 'columns' | 'rows'>): Buffer {
  return Buffer.from(csvHead(table.columns) + csvLines(table.rows), 'utf8');
}

/** The beginning of a table that is written piece by piece. */
export const csvHead = (columns: readonly string[]): string => `\uFEFF${csvLines([columns])}`;

export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');

/** A text that begins like a formula is kept from becoming one in a spreadsheet. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (isDuration(cell)) return durationText(cell);
  const text = /^[=+\-@\t\r]./.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
