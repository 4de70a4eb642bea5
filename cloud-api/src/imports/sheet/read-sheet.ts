import { VratarError } from '@vratar/protocol/errors';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { MAX_FILE_BYTES, MAX_ROWS, type Sheet } from './sheet.ts';

/** A workbook is a ZIP file, and those begin with these. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Reads CSV or XLSX, by content and not by name. @throws VratarError `import_too_large`, `import_empty`, `import_syntax` */
export async function readSheetFile(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new VratarError('import_too_large', { limit: `${MAX_FILE_BYTES / 1_000_000} MB` });
  }
  const workbook = ZIP.every((byte, index) => bytes[index] === byte);
  const sheet = workbook ? await readXlsx(bytes) : readCsv(bytes);
  if (sheet.rows.length < 2) throw new VratarError('import_empty');
  if (sheet.rows.length > MAX_ROWS + 1)
    throw new VratarError('import_too_large', { limit: `${MAX_ROWS} rows` });
  return sheet;
}
