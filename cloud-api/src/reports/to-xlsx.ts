import writeExcelFile from 'write-excel-file/node';
import type { ReportTable } from './table.ts';

/** A workbook with one sheet; numbers are numbers. */
export function toXlsx(table: ReportTable): Promise<Buffer> {
  const header = table.columns.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const }));
  const rows = table.rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String },
    ),
  );
  const columns = table.columns.map((title) => ({ width: Math.max(10, Math.min(40, title.length + 4)) }));
  return writeExcelFile([header, ...rows], { columns, stickyRowsCount: 1 }).toBuffer();
}
