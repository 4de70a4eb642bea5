import { type Cell, durationText, isDuration, type ReportTable } from '../table.ts';

/** UTF-8 with a byte order mark and CRLF, as spreadsheets of this region open it; numbers with a point. */
export function toCsv(table: Pick<ReportTable, 'columns' | 'rows'>): Buffer {
  const lines = [table.columns, ...table.rows].map((row) => row.map(field).join(','));
  return Buffer.from(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`, 'utf8');
}

/** A text that begins like a formula is kept from becoming one in a spreadsheet. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (isDuration(cell)) return durationText(cell);
  const text = /^[=+\-@\t\r]./.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
