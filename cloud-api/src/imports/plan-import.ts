import type { VratarError } from '@vratar/protocol/errors';
import type { ImportKindName } from './kind-name.ts';
import { IMPORT_KINDS } from './kinds/index.ts';
import type { Change, ImportContext, ImportPlan } from './plan.ts';
import { mapColumns } from './sheet/columns.ts';
import { readSheetFile } from './sheet/read-sheet.ts';
import { RowReader } from './sheet/row-reader.ts';
import type { Sheet } from './sheet/sheet.ts';

/** What an import would do, or did. The labels name people: for the officer's eyes. */
export interface ImportReport {
  readonly kind: ImportKindName;
  readonly format: Sheet['format'];
  readonly encoding: Sheet['encoding'] | undefined;
  readonly rows: number;
  /** Columns that no field matches; their cells are not read. */
  readonly unknownColumns: readonly string[];
  readonly changes: readonly Change[];
  readonly unchanged: number;
  readonly missing: readonly string[];
  /** By row; with any, nothing is applied. */
  readonly problems: readonly VratarError[];
}

export interface PlannedImport {
  readonly report: ImportReport;
  readonly plan: ImportPlan;
}

/**
 * Reads a file and compares it with the registers; writes nothing.
 * @throws VratarError when the file as a whole cannot be read; what is wrong in a row is in the report
 */
export async function planImport(
  context: ImportContext,
  kind: ImportKindName,
  bytes: Uint8Array,
): Promise<PlannedImport> {
  const { columns, read, ...rest } = IMPORT_KINDS[kind];
  const sheet = await readSheetFile(bytes);
  const { map, unknown } = mapColumns(sheet, columns);
  const problems: VratarError[] = [];
  const rows: { readonly line: number }[] = [];
  for (const row of sheet.rows.slice(1)) {
    const reader = new RowReader(map, row);
    const value = read(reader);
    problems.push(...reader.problems);
    if (value !== undefined) rows.push(value);
  }
  const plan = await rest.plan(context, rows);
  const byRow = (a: VratarError, b: VratarError) =>
    (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0);
  const report: ImportReport = {
    kind,
    format: sheet.format,
    encoding: sheet.encoding,
    rows: sheet.rows.length - 1,
    unknownColumns: unknown,
    changes: plan.changes,
    unchanged: plan.unchanged,
    missing: plan.missing,
    problems: [...problems, ...plan.problems].sort(byRow),
  };
  return { report, plan };
}
