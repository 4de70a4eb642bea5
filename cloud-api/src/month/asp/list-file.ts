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
  /** Where it stands in the file, 1-based. */
  readonly row: number;
  /** The line as it came, without its end. */
  readonly line: string;
}

export interface AspList {
  readonly rows: readonly AspListRow[];
  readonly problems: readonly FileProblem[];
}

/** The fields in their order, as users of the list know them, and what each may hold. */
const FIELDS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['година', /^\d{4}$/],
  ['месец', /^(0?[1-9]|1[0-2])$/],
  ['код на институция', /^\d{7}$/],
  ['вид идентификатор', /^[0-2]$/],
  ['идентификатор', /^.{1,30}$/],
  ['име', /./],
  ['презиме', /.*/],
  ['фамилия', /.*/],
  ['отсъствия', /^\d{1,3}([.,]\d{1,2})?$/],
  ['статус', /^[0-2]$/],
  ['дни', /^\d{1,2}$/],
];

/** Reads the list of the agency (windows-1251); every mistake names its row and field. */
export function readAspList(bytes: Uint8Array): AspList {
  const rows: AspListRow[] = [];
  const problems: FileProblem[] = [];
  for (const [index, line] of decodeCp1251(bytes).split(/\r?\n/).entries()) {
    if (line.trim() === '' || line === '\u001a') continue;
    const read = readLine(line, index + 1);
    if ('text' in read) problems.push(read);
    else rows.push(read);
  }
  return { rows, problems };
}

function readLine(line: string, row: number): AspListRow | FileProblem {
  const f = line.split('|').map((field) => field.trim());
  if (f.length !== FIELDS.length) {
    const text = `[Ред: ${row}] Редът има ${f.length - 1} разделителя вместо ${FIELDS.length - 1}.`;
    return { row, field: undefined, text };
  }
  for (const [field, [name, pattern]] of FIELDS.entries()) {
    if (pattern.test(f[field] ?? '')) continue;
    return { row, field, text: `[Ред: ${row}] Невалидна стойност „${f[field]}“ в полето „${name}“.` };
  }
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
    row,
    line,
  };
}
