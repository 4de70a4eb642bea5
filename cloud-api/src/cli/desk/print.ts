import { tableOf } from '../../toolbox/table-of.ts';

/** Prints rows as a table for a person, or as JSON, one line each, for a program. */
export function printRows<T extends object>(
  rows: readonly T[],
  columns: readonly (readonly [title: string, text: (row: T) => string | undefined])[],
  json: boolean,
): void {
  const head = columns.map(([title]) => title.toUpperCase());
  const cells = rows.map((row) => columns.map(([, text]) => text(row) ?? '-'));
  process.stdout.write(
    json ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : tableOf([head, ...cells]),
  );
}
