import { type ErrorCode, type ErrorParams, VratarError } from '@vratar/protocol/errors';
import type { ColumnMap } from './columns.ts';
import type { SheetRow } from './sheet.ts';

/** Reads the cells of one row by field and collects what is wrong, each with its row and column. */
export class RowReader<F extends string> {
  readonly line: number;
  readonly problems: VratarError[] = [];
  readonly #map: ColumnMap<F>;
  readonly #row: SheetRow;

  constructor(map: ColumnMap<F>, row: SheetRow) {
    this.#map = map;
    this.#row = row;
    this.line = row.line;
  }

  /** The cell's text; undefined when it is empty or the file has no such column. */
  text(field: F, maxLength = 255): string | undefined {
    const column = this.#map.get(field);
    const text = column === undefined ? '' : (this.#row.cells[column.index] ?? '').trim();
    if (text.length > maxLength) this.problem(field, 'import_cell_too_long', { limit: maxLength });
    return text === '' ? undefined : text;
  }

  required(field: F, maxLength?: number): string | undefined {
    const text = this.text(field, maxLength);
    if (text === undefined) this.problem(field, 'import_cell_empty');
    return text;
  }

  /** Reads a cell by a parser that gives undefined for what it does not understand. */
  parsed<T>(field: F, parse: (text: string) => T | undefined, expected: string): T | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) this.problem(field, 'import_cell_invalid', { expected, found: text });
    return value;
  }

  problem(field: F | undefined, code: ErrorCode, params: ErrorParams = {}): void {
    const column = field === undefined ? undefined : this.#map.get(field);
    const where = column === undefined ? {} : { column: column.index + 1, field: column.title };
    this.problems.push(new VratarError(code, params, { line: this.line, ...where }));
  }
}
