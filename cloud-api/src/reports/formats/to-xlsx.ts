import writeExcelFile from 'write-excel-file/node';
import { type Cell, durationText, isDuration, type ReportTable } from '../table.ts';

const DAY_MINUTES = 1_440;
const WIDEST = 40;
const NARROWEST = 4;

/** A workbook with one sheet; numbers are numbers, and certain durations are hours of the spreadsheet. */
export function toXlsx(table: ReportTable): Promise<Buffer> {
  const header = table.columns.map((title) => ({
    value: title,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
  }));
  const rows = table.rows.map((row) => row.map(cellOf));
  return writeExcelFile([header, ...rows], { columns: widths(table), stickyRowsCount: 1 }).toBuffer();
}

function cellOf(cell: Cell) {
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (!isDuration(cell)) return { value: cell, type: String };
  if (cell.doubtful) return { value: durationText(cell), type: String };
  return { value: cell.minutes / DAY_MINUTES, type: Number, format: '[h]:mm' };
}

/** Each column as wide as its longest text. */
const widths = ({ columns, rows }: ReportTable) =>
  columns.map((title, index) => {
    const longest = rows.reduce((most, row) => Math.max(most, textOf(row[index] ?? '').length), title.length);
    return { width: Math.max(NARROWEST, Math.min(WIDEST, longest + 2)) };
  });

const textOf = (cell: Cell): string => (isDuration(cell) ? durationText(cell) : String(cell));
