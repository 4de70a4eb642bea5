import { VratarError } from '@vratar/protocol/errors';
import type { Sheet } from './sheet.ts';

/** A column that an import knows: its name in the code, and how schools head it. */
export interface Column<F extends string> {
  readonly field: F;
  /** Compared without case, spaces, dots and dashes; the first is what the template says. */
  readonly titles: readonly string[];
  readonly required?: boolean;
}

/** Where each field stands, and what the file calls it. */
export type ColumnMap<F extends string> = ReadonlyMap<F, { readonly index: number; readonly title: string }>;

/**
 * Finds the columns of the first row. Columns that nobody knows are named back, so that a misspelt one is not lost
 * in silence.
 * @throws VratarError `import_columns` when a required one is missing or one is there twice
 */
export function mapColumns<F extends string>(
  sheet: Sheet,
  columns: readonly Column<F>[],
): { map: ColumnMap<F>; unknown: readonly string[] } {
  const header = sheet.rows[0]!;
  const map = new Map<F, { index: number; title: string }>();
  const unknown: string[] = [];
  for (const [index, title] of header.cells.entries()) {
    if (title === '') continue;
    const column = columns.find((candidate) =>
      candidate.titles.some((known) => folded(known) === folded(title)),
    );
    if (column === undefined) unknown.push(title);
    else if (map.has(column.field)) {
      throw new VratarError('import_column_twice', { title }, { line: header.line, column: index + 1 });
    } else map.set(column.field, { index, title });
  }
  const missing = columns.filter((column) => column.required === true && !map.has(column.field));
  if (missing.length > 0) {
    const titles = missing.map((column) => `“${column.titles[0]}”`).join(', ');
    throw new VratarError('import_column_missing', { titles }, { line: header.line });
  }
  return { map, unknown };
}

const folded = (title: string): string => title.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
