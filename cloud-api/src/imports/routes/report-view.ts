import type { Static } from 'typebox';
import type { Change } from '../plan.ts';
import type { ImportReport } from '../plan-import.ts';
import type { ReportView } from './schema.ts';

/** An import's report as the API shows it. */
export function reportView(report: ImportReport): Static<typeof ReportView> {
  const { kind, format, encoding, rows, unknownColumns, changes, unchanged, missing, problems } = report;
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  return {
    kind,
    format,
    ...(encoding === undefined ? {} : { encoding }),
    rows,
    unknownColumns: [...unknownColumns],
    counts: { added: count('add'), changed: count('change'), removed: count('remove') },
    unchanged,
    changes: changes.map(({ fields, ...change }) => ({
      ...change,
      ...(fields === undefined ? {} : { fields: [...fields] }),
    })),
    missing: [...missing],
    problems: problems.map(({ code, message, next, place }) => ({
      code,
      text: message,
      next,
      ...(place.line === undefined ? {} : { line: place.line }),
      ...(place.column === undefined ? {} : { column: place.column }),
    })),
  };
}
