import type { FileProblem, ReadFile } from './read-neispuo.ts';

/** What a file is submitted for, and who is known there. */
export interface Expected {
  readonly institution: string;
  readonly schoolYear: number;
  readonly month: number;
  /** Whether a pupil with this identifier is known; undefined where nobody can say. */
  readonly known?: (type: number, identifier: string) => boolean;
  /** School days of the month: more than 7 lessons on each of them was mistyped. */
  readonly schoolDays?: number;
}

const LESSONS_A_DAY = 7;

/**
 * The rules by which НЕИСПУО rejects a whole file, and a few that catch what it would accept. Any problem means that
 * nothing of the file is taken.
 */
export function validateNeispuo(file: ReadFile, expected: Expected): FileProblem[] {
  const problems: FileProblem[] = [...file.problems];
  const problem = (row: number, field: number, text: string): void => {
    problems.push({ row, field, text: `[Ред: ${row}] ${text}` });
  };
  const seen = new Map<string, number>();
  if (file.rows.length === 0 && file.problems.length === 0) {
    problems.push({ row: 0, field: undefined, text: 'Файлът е празен.' });
  }
  for (const { row, value } of file.rows) {
    if (value.institution !== expected.institution) problem(row, 0, 'Файлът е за друга институция.');
    if (value.schoolYear !== expected.schoolYear) problem(row, 1, 'Файлът е за друга учебна година.');
    if (value.month !== expected.month) problem(row, 2, 'Файлът е за друг месец.');
    const key = `${value.identifierType}/${value.identifier}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else problem(row, 4, `Идентификаторът се повтаря (виж ред ${first}).`);
    if (expected.known?.(value.identifierType, value.identifier) === false) {
      problem(row, 4, 'Няма дете или ученик с този идентификатор.');
    }
    const most = (expected.schoolDays ?? 31) * LESSONS_A_DAY * 100;
    if (value.excused > most) problem(row, 14, 'Извинените са повече от часовете в месеца.');
    if (value.unexcused > most) problem(row, 15, 'Неизвинените са повече от часовете в месеца.');
    if (value.unexcused % 50 !== 0) problem(row, 15, 'Неизвинените не са кратни на половин час.');
  }
  return problems.sort((a, b) => a.row - b.row || (a.field ?? -1) - (b.field ?? -1));
}
