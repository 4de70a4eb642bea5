import type { ClassWeek } from './types.ts';

/** A column of the grid: a lesson on a date. */
export interface Column {
  readonly date: string;
  readonly lesson: number;
  readonly start: number;
  readonly end: number;
  readonly subject: string | undefined;
  /** The first lesson of its day. */
  readonly first: boolean;
  readonly open: boolean;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  /** Where the keyboard is. */
  readonly at: Cell;
  /** The other corner of what is chosen. */
  readonly from: Cell;
}

export function columnsOf(week: ClassWeek): Column[] {
  return week.days.flatMap(({ date, open, lessons }) =>
    lessons.map(({ n, start, end, subject }, index) => ({
      date,
      lesson: n,
      start,
      end,
      subject,
      first: index === 0,
      open,
    })),
  );
}

export const isChosen = ({ at, from }: Selection, row: number, column: number): boolean =>
  row >= Math.min(at.row, from.row) &&
  row <= Math.max(at.row, from.row) &&
  column >= Math.min(at.column, from.column) &&
  column <= Math.max(at.column, from.column);

/** Moves by an arrow key inside of the grid; with shift the chosen field grows. */
export function moved(
  { at, from }: Selection,
  by: { readonly rows: number; readonly columns: number },
  size: { readonly rows: number; readonly columns: number },
  grows: boolean,
): Selection {
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
  const to = { row: clamp(at.row + by.rows, size.rows), column: clamp(at.column + by.columns, size.columns) };
  return { at: to, from: grows ? from : to };
}
