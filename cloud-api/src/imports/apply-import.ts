import { createHash } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { inChunks } from '../db/in-chunks.ts';
import type { ImportKindName } from './kind-name.ts';
import type { Change, ImportContext } from './plan.ts';
import { type ImportReport, planImport } from './plan-import.ts';
import type { Step } from './step.ts';

export interface AppliedImport {
  readonly report: ImportReport;
  /** For undoing; undefined when the registers already said what the file says. */
  readonly id: string | undefined;
}

/**
 * Imports a file: all of it or, if one row is wrong, nothing. The same file again changes nothing.
 * @throws VratarError `import_has_errors` with the rows as its details
 */
export async function applyImport(
  context: ImportContext,
  kind: ImportKindName,
  bytes: Uint8Array,
): Promise<AppliedImport> {
  const { trx, school } = context;
  // Two imports at once would plan on what the other is changing.
  await trx.selectFrom('school').select('id').where('id', '=', school).forUpdate().execute();
  const { report, plan } = await planImport(context, kind, bytes);
  if (report.problems.length > 0) {
    throw new VratarError(
      'import_has_errors',
      { count: report.problems.length },
      {},
      { details: report.problems },
    );
  }
  if (report.changes.length === 0) return { report, id: undefined };
  const steps = await plan.apply();
  const id = await record(context, report, bytes, steps);
  return { report, id };
}

async function record(
  { trx, school, now, by }: ImportContext,
  { kind, changes }: ImportReport,
  bytes: Uint8Array,
  steps: readonly Step[],
): Promise<string> {
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  const counts = { added: count('add'), changed: count('change'), removed: count('remove') };
  const { id } = await trx
    .insertInto('roster_import')
    .values({
      school,
      kind,
      ...counts,
      file_hash: createHash('sha256').update(bytes).digest('hex'),
      applied_at: now,
      applied_by: by ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = steps.map((step, n) => ({ import: id, n, school, step: JSON.stringify(step) }));
  for (const chunk of inChunks(rows, 5_000))
    await trx.insertInto('roster_import_step').values(chunk).execute();
  await audit(trx, { action: 'roster_imported', subject: `import:${id}`, detail: { kind, ...counts } });
  return id;
}
