export interface DisplaySize {
  readonly rows: number;
  readonly columns: number;
}

export interface DisplayText {
  readonly text: string;
  /** From 1. */
  readonly row: number;
  readonly column: number;
  /** Goes on in the next row instead of being cut. */
  readonly wrap: boolean;
  /** Undefined: stays. */
  readonly forMs: number | undefined;
}

type Grid = string[];

/** A reader's text display: a permanent page, and a temporary one in front of it. */
export class Display {
  readonly #size: DisplaySize;
  #page: Grid;
  #overlay: { grid: Grid; untilMs: number } | undefined;

  constructor(size: DisplaySize) {
    this.#size = size;
    this.#page = blank(size);
  }

  show(item: DisplayText, atMs: number): void {
    if (item.forMs === undefined) {
      this.#page = write(this.#page, item, this.#size);
      this.#overlay = undefined;
      return;
    }
    const base =
      this.#overlay !== undefined && atMs < this.#overlay.untilMs ? this.#overlay.grid : blank(this.#size);
    this.#overlay = { grid: write(base, item, this.#size), untilMs: atMs + item.forMs };
  }

  /** Rows as they stand, trailing blanks removed; no rows when the display is empty. */
  view(nowMs: number): string[] {
    const shown =
      this.#overlay !== undefined && nowMs < this.#overlay.untilMs ? this.#overlay.grid : this.#page;
    const rows = shown.map((row) => row.trimEnd());
    return rows.every((row) => row === '') ? [] : rows;
  }
}

function blank({ rows, columns }: DisplaySize): Grid {
  return Array.from({ length: rows }, () => ' '.repeat(columns));
}

function write(grid: Grid, item: DisplayText, { rows, columns }: DisplaySize): Grid {
  const result = [...grid];
  let rest = item.text;
  let column = Math.max(0, item.column - 1);
  for (let row = Math.max(0, item.row - 1); row < rows && rest !== ''; row++) {
    const part = rest.slice(0, Math.max(0, columns - column));
    const old = result[row]!;
    result[row] = old.slice(0, column) + part + old.slice(column + part.length);
    rest = item.wrap ? rest.slice(part.length) : '';
    column = 0;
  }
  return result;
}
