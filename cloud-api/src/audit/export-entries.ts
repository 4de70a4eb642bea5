import type { ActContext } from '../accounts/context.ts';
import { toCsv } from '../reports/formats/to-csv.ts';
import { audit } from './append.ts';
import { type AuditFilters, selectEntries } from './select-entries.ts';
import { whoActed } from './who.ts';

/** A spreadsheet of more lines is read by nobody; a narrower period gives the rest. */
export const MOST_EXPORTED = 20_000;
const HEADER = ['number', 'at', 'action', 'roles', 'account', 'subject', 'detail'];

/**
 * The log as a table for other programs (CSV), newest first. That it
 * was taken out is an entry itself.
 */
export async function exportEntries(
  context: Pick<ActContext, 'trx' | 'school'>,
  filters: AuditFilters,
): Promise<Uint8Array> {
  const rows = await selectEntries(context, filters).orderBy('n', 'desc').limit(MOST_EXPORTED).execute();
  const who = await whoActed(
    context.trx,
    context.school,
    rows.map(({ n }) => n),
  );
  const lines = rows.map(({ n, line }) => {
    const { at, action, account, subject, detail } = JSON.parse(line) as Record<string, unknown>;
    const { roles = [], program } = who.get(String(n)) ?? {};
    return [n, at, action, program ?? roles.join(' '), account, subject, JSON.stringify(detail)].map(textOf);
  });
  // Nobody is named in it, so it is no look at anybody (`people` is empty).
  const detail = { list: 'audit', rows: rows.length, filters, people: [] };
  await audit(context.trx, { action: 'list_exported', subject: `school:${context.school}`, detail });
  return toCsv({ columns: HEADER, rows: lines });
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
