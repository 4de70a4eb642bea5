import { VratarError } from '@vratar/protocol/errors';
import { readSheet } from 'read-excel-file/node';
import type { Sheet } from './sheet.ts';

/** Reads the first sheet of a workbook. @throws VratarError `import_syntax` */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet> {
  try {
    // Numbers stay the digits that were typed: an identifier is not a quantity.
    const data = await readSheet(Buffer.from(bytes), { parseNumber: plainDigits, trim: true });
    const rows = data
      .map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) }))
      .filter((row) => row.cells.some((cell) => cell !== ''));
    return { format: 'xlsx', rows };
  } catch (cause) {
    throw new VratarError(
      'import_syntax',
      { why: `not a readable workbook (${String(cause)})` },
      {},
      { cause },
    );
  }
}

/** Spreadsheets store large numbers as `1.52E+9`. */
function plainDigits(text: string): string {
  return /e/i.test(text) ? BigInt(Math.round(Number(text))).toString() : text;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}
