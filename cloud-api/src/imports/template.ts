import writeExcelFile from 'write-excel-file/node';
import type { ImportKindName } from './kind-name.ts';
import { IMPORT_KINDS } from './kinds/index.ts';

/** An empty workbook with every column of a kind, required ones in bold. */
export async function importTemplate(kind: ImportKindName): Promise<Buffer> {
  const header = IMPORT_KINDS[kind].columns.map((column) => ({
    value: column.titles[0]!,
    type: String,
    ...(column.required === true && { fontWeight: 'bold' as const }),
  }));
  return writeExcelFile([header], { columns: header.map(() => ({ width: 24 })) }).toBuffer();
}
