import { decodeCp1251 } from '../files/cp1251.ts';
import type { FileProblem } from '../files/read-neispuo.ts';
import { ASP_ROW_KINDS, type AspRowKind } from './asp-row.ts';

/** One pupil of the agency's list: `year|month|school|idType|id|name1|name2|name3|absences|status|days`. */
export interface AspListRow {
  readonly year: number;
  readonly month: number;
  readonly institution: string;
  readonly identifierType: 0 | 1 | 2;
  readonly identifier: string;
  readonly names: readonly [string, string, string];
  readonly absences: number;
  readonly kind: AspRowKind;
  readonly days: number;
  /** The line as it came, without its end. */
  readonly line: string;
}

export interface AspList {
  readonly rows: readonly AspListRow[];
  readonly problems: readonly FileProblem[];
}

const FIELDS = 11;

/** Reads the list of the agency (windows-1251); every mistake names its row. */
export function readAspList(bytes: Uint8Array): AspList {
  const rows: AspListRow[] = [];
  const problems: FileProblem[] = [];
  const lines = decodeCp1251(bytes)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && line !== '\u001a');
  for (const [index, line] of lines.entries()) {
    const read = readLine(line);
    if (typeof read === 'object') rows.push(read);
    else problems.push({ row: index + 1, field: read, text: `[Ред: ${index + 1}] Невалидна стойност.` });
  }
  return { rows, problems };
}

/** @returns the row, or the number of the field that is wrong (11: their count) */
function readLine(line: string): AspListRow | number {
  const f = line.split('|').map((field) => field.trim());
  if (f.length !== FIELDS) return FIELDS;
  const patterns = [/^\d{4}$/, /^(0?[1-9]|1[0-2])$/, /^\d{7}$/, /^[0-2]$/, /^.{1,30}$/, /./, /.*/, /.*/];
  patterns.push(/^\d{1,3}([.,]\d{1,2})?$/, /^[0-2]$/, /^\d{1,2}$/);
  const wrong = patterns.findIndex((pattern, field) => !pattern.test(f[field] ?? ''));
  if (wrong >= 0) return wrong;
  const [year, month, institution = '', type, identifier = '', one = '', two = '', three = ''] = f;
  return {
    year: Number(year),
    month: Number(month),
    institution,
    identifierType: Number(type) as 0 | 1 | 2,
    identifier: identifier.padStart(10, '0'),
    names: [one, two, three],
    absences: Number(f[8]?.replace(',', '.')),
    kind: ASP_ROW_KINDS[Number(f[9])] as AspRowKind,
    days: Number(f[10]),
    line,
  };
}
