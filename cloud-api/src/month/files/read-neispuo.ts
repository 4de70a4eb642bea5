import { decodeCp1251 } from './cp1251.ts';
import { FIELD_NAMES, FIELDS, type NeispuoRow } from './neispuo-row.ts';

/** A mistake with its place, in the words of НЕИСПУО: `[Ред: 3] …`. */
export interface FileProblem {
  /** 1-based. */
  readonly row: number;
  /** 0-based, as the specification numbers them; undefined when the row as a whole is wrong. */
  readonly field: number | undefined;
  readonly text: string;
}

export interface ReadFile {
  /** Rows without a mistake of their own. */
  readonly rows: readonly { readonly row: number; readonly value: NeispuoRow }[];
  readonly problems: readonly FileProblem[];
}

/** Reads an import file as НЕИСПУО reads it. Nothing is thrown: a file may have many mistakes, and all are wanted. */
export function readNeispuo(bytes: Uint8Array): ReadFile {
  const rows: { row: number; value: NeispuoRow }[] = [];
  const problems: FileProblem[] = [];
  const lines = decodeCp1251(bytes).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const row = index + 1;
    const read = readRow(line, row);
    if ('value' in read) rows.push({ row, value: read.value });
    else problems.push(...read.problems);
  }
  return { rows, problems };
}

type ReadRow = { readonly value: NeispuoRow } | { readonly problems: FileProblem[] };

function readRow(line: string, row: number): ReadRow {
  const fields = line.split('|');
  if (fields.length !== FIELDS) {
    const text = `[Ред: ${row}] Редът има ${fields.length - 1} разделителя вместо ${FIELDS - 1}.`;
    return { problems: [{ row, field: undefined, text }] };
  }
  const problems: FileProblem[] = [];
  const at = (field: number): string => (fields[field] ?? '').trim();
  const take = <T>(field: number, value: T | undefined, fallback: T): T => {
    if (value !== undefined) return value;
    const text = `[Ред: ${row}] Невалидна стойност „${at(field)}“ в полето „${FIELD_NAMES[field]}“.`;
    problems.push({ row, field, text });
    return fallback;
  };
  const upTo = (field: number, length: number): string | undefined =>
    at(field).length <= length ? at(field) : undefined;
  const value: NeispuoRow = {
    institution: take(0, matching(at(0), /^\d{7}$/), ''),
    schoolYear: take(1, wholeIn(at(1), 2000, 2100), 0),
    month: take(2, wholeIn(at(2), 1, 12), 0),
    identifierType: take(3, identifierType(at(3)), 0),
    identifier: take(4, matching(at(4), /^.{1,30}$/), '').padStart(10, '0'),
    first: take(5, upTo(5, 255), ''),
    middle: take(6, upTo(6, 255), ''),
    last: take(7, upTo(7, 255), ''),
    grade: take(8, grade(at(8)), 0),
    classCode: take(9, upTo(9, 4), ''),
    groupCode: take(10, upTo(10, 4), ''),
    className: take(11, upTo(11, 255), ''),
    attends: take(12, flag(at(12)), false),
    left: at(13) === '' ? undefined : take(13, date(at(13)), ''),
    excused: take(14, decimal(at(14)), 0),
    unexcused: take(15, decimal(at(15)), 0),
  };
  return problems.length === 0 ? { value } : { problems };
}

const matching = (text: string, pattern: RegExp): string | undefined =>
  pattern.test(text) ? text : undefined;

function wholeIn(text: string, least: number, most: number): number | undefined {
  if (!/^-?\d{1,4}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

/** The ministry's writer leaves it empty for 0, and its reader takes empty as 0. */
function identifierType(text: string): NeispuoRow['identifierType'] | undefined {
  if (text === '') return 0;
  const value = wholeIn(text, -1, 2);
  return value as NeispuoRow['identifierType'] | undefined;
}

function grade(text: string): number | undefined {
  const value = wholeIn(text, -6, 32);
  if (value === undefined || value === 0) return undefined;
  return value <= 13 || value === 32 ? value : undefined;
}

const flag = (text: string): boolean | undefined =>
  text === '' || text === '0' ? false : text === '1' ? true : undefined;

/** `dd.mm.yyyy` */
function date(text: string): string | undefined {
  const match = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text);
  if (match === null) return undefined;
  const iso = `${match[3]}-${match[2]}-${match[1]}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

/** With a point or a comma, at most two decimals: `4.5`, `4,50`. In hundredths. */
function decimal(text: string): number | undefined {
  if (!/^\d{1,4}([.,]\d{1,2})?$/.test(text)) return undefined;
  return Math.round(Number(text.replace(',', '.')) * 100);
}
