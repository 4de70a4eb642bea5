import type { VratarError } from '@vratar/protocol/errors';
import type { LocalDate } from '../people/index.ts';
import type { RosterContext } from '../roster/index.ts';
import type { ImportKindName } from './kind-name.ts';
import type { Column } from './sheet/columns.ts';
import type { RowReader } from './sheet/row-reader.ts';
import type { Step } from './step.ts';

export interface ImportContext extends RosterContext {
  /** Local date from which what the file says holds. */
  readonly date: LocalDate;
  /** The file is complete: who is not in it has left. Otherwise they are only named. */
  readonly removeMissing: boolean;
}

/** One difference between the file and the registers. */
export interface Change {
  readonly action: 'add' | 'change' | 'remove';
  /** Row of the file; removals have none. */
  readonly line?: number;
  /** Whom or what, for the eyes of the officer who imports; never stored, never logged. */
  readonly label: string;
  /** Titles of what differs. */
  readonly fields?: readonly string[];
}

/** What an import would do. Nothing is written before `apply`, which works in the transaction of the plan. */
export interface ImportPlan {
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Enrolled, or employed, and not in the file, when that alone does not remove them. */
  readonly missing: readonly string[];
  readonly problems: readonly VratarError[];
  apply(): Promise<readonly Step[]>;
}

/** A kind of file: its columns, what a row means, and what is to be done. */
export interface ImportKind<Row extends { readonly line: number }> {
  readonly name: ImportKindName;
  readonly columns: readonly Column<string>[];
  /** Reads one row; what is wrong goes into the reader. */
  read(reader: RowReader<string>): Row | undefined;
  plan(context: ImportContext, rows: readonly Row[]): Promise<ImportPlan>;
}
