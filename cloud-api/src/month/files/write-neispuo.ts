import { VratarError } from '@vratar/protocol/errors';
import { assertEncodable, encodeCp1251 } from './cp1251.ts';
import { FIELD_NAMES, type NeispuoRow } from './neispuo-row.ts';

/** The name under which the ministry's own program keeps such a file. */
export function neispuoFileName(institution: string, schoolYear: number, month: number): string {
  return `${institution}_${schoolYear}_${month}_1.txt`;
}

/**
 * The import file: windows-1251, no header, 15 separators a row, CRLF after each.
 * @param file name for errors
 * @throws VratarError `file_encoding`, `file_row_invalid`
 */
export function writeNeispuo(rows: readonly NeispuoRow[], file: string): Buffer {
  const lines = rows.map((row, index) => {
    const text = rowText(row, file, index + 1);
    assertEncodable(text, file, index + 1);
    return text;
  });
  return encodeCp1251(lines.map((line) => `${line}\r\n`).join(''));
}

function rowText(row: NeispuoRow, file: string, line: number): string {
  const fields = [
    row.institution,
    String(row.schoolYear),
    twoDigits(row.month),
    String(row.identifierType),
    row.identifier,
    row.first,
    row.middle,
    row.last,
    twoDigits(row.grade),
    row.classCode,
    row.groupCode,
    row.className,
    row.attends ? '1' : '',
    row.left === undefined ? '' : dottedDate(row.left),
    hundredths(row.excused),
    hundredths(row.unexcused),
  ];
  const broken = fields.findIndex((field) => /[|\r\n]/.test(field));
  if (broken >= 0) {
    const why = `[Ред: ${line}] Полето „${FIELD_NAMES[broken]}“ съдържа разделител.`;
    throw new VratarError('file_row_invalid', { why }, { file, line, field: String(broken) });
  }
  return fields.join('|');
}

/** `07`, `32`, `-03`: as the ministry's program writes `00`. */
const twoDigits = (value: number): string =>
  `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(2, '0')}`;

/** `dd.mm.yyyy`. The ministry's own writer puts minutes where the month belongs; this one does not. */
const dottedDate = (date: string): string => date.split('-').reverse().join('.');

/** `5.00` from 500. */
export const hundredths = (value: number): string => (value / 100).toFixed(2);
