import { encodeCp1251 } from '../files/cp1251.ts';
import { ASP_ROW_KINDS, ASP_ROW_STATES, type AspRowState } from './asp-row.ts';
import type { AspListRow } from './list-file.ts';

export interface AspAnswer {
  readonly row: AspListRow;
  readonly state: AspRowState;
  readonly corrected: number | undefined;
}

const HEADER =
  'Year|Month|SchoolID|IDNumber|intIDType|Name 1|Name 2|Name 3|AbsenceCount|DaysCount|ASPStatus|MONStatus|AbsenceCorrection|DaysCorrection';

/** The answers of a campaign (windows-1251, CRLF). A confirmation corrects nothing: both corrections are 0. */
export function writeAspAnswers(answers: readonly AspAnswer[]): Buffer {
  return encodeCp1251([HEADER, ...answers.map(answerLine)].map((line) => `${line}\r\n`).join(''));
}

function answerLine({ row, state, corrected }: AspAnswer): string {
  const value = state === 'refused' ? (corrected ?? 0) : 0;
  return [
    row.year,
    row.month,
    row.institution,
    row.identifier,
    row.identifierType,
    ...row.names,
    padded(row.absences),
    row.days,
    ASP_ROW_KINDS.indexOf(row.kind),
    ASP_ROW_STATES.indexOf(state),
    padded(row.kind === 'remote' ? 0 : value),
    row.kind === 'remote' ? value : 0,
  ].join('|');
}

/** `000.00` */
const padded = (value: number): string => value.toFixed(2).padStart(6, '0');
