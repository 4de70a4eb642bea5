import { type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { AuditAction } from './actions.ts';

/** Acts by which somebody saw a person's name, day or documents. */
export const VIEWS = [
  'name_seen',
  'day_seen',
  'list_exported',
  'subject_export',
] as const satisfies readonly AuditAction[];

const detail = sql`(line::jsonb -> 'detail')`;

/**
 * Entries of the log by which a person was seen: alone, in a list of the person's class, or in one of the school. A list
 * that says whom it named counts for those only.
 * @param trx sees the person's school
 */
export function viewsOf(
  trx: Transaction<Database>,
  school: string,
  person: string,
): SelectQueryBuilder<Database, 'audit_entry', { n: string; line: string }> {
  const classes = sql`(select e.class::text from enrolment e where e.person = ${person}::uuid)`;
  const namesHim = sql<boolean>`(
    (${detail} -> 'people' is null or ${detail} -> 'people' ? ${person}) and
    (${detail} ->> 'person' is null or ${detail} ->> 'person' = ${person}) and
    (jsonb_typeof(${detail} -> 'classes') is distinct from 'array'
      or exists (select from ${classes} c(id) where ${detail} -> 'classes' ? c.id)))`;
  return trx
    .selectFrom('audit_entry')
    .select(['n', 'line'])
    .where('school', '=', school)
    .where('action', 'in', [...VIEWS])
    .where(sql<boolean>`(subject = ${`person:${person}`} or (${namesHim} and (
      subject in (select 'class:' || c.id from ${classes} c(id)) or
      (subject not like 'person:%' and subject not like 'class:%'))))`);
}
