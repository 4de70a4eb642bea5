import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/index.ts';

/** As what somebody acted. No name: who works in a school is protected as its pupils are. */
export interface Who {
  readonly roles: readonly string[];
  /** Names of the classes of a homeroom teacher. */
  readonly classes: readonly string[];
  /** Name of the program, for the bearer of a token. */
  readonly program?: string;
}

interface Row {
  readonly n: string;
  readonly roles: string[] | null;
  readonly classes: string[] | null;
  readonly program: string | null;
}

/**
 * As what the accounts of these entries acted, by the roles that they had in the school at that moment.
 * @param trx sees the school
 * @returns by number of the entry
 */
export async function whoActed(
  trx: Transaction<Database>,
  school: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Who>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select e.n::text as n, t.name as program,
      (select array_agg(distinct r.role order by r.role) from role_assignment r where r.account = e.account
        and r.school = e.school and r.valid_from <= e.at and (r.valid_until is null or r.valid_until > e.at)) ||
      (select array_agg(distinct 'delegate'::text) from delegation d where d.receiver = e.account and d.school = e.school
        and d.valid_from <= e.at and least(d.valid_until, coalesce(d.ended_at, d.valid_until)) > e.at) as roles,
      (select array_agg(distinct c.name order by c.name) from role_assignment r
        join class c on c.school = r.school and c.id = r.class where r.account = e.account and r.school = e.school
        and r.valid_from <= e.at and (r.valid_until is null or r.valid_until > e.at)) as classes
    from audit_entry e left join api_token t on t.id = e.account
    where e.school = ${school} and e.n = any(${numbers}::bigint[])`.execute(trx);
  return new Map(
    rows.map(({ n, roles, classes, program }) => [
      n,
      { roles: roles ?? [], classes: classes ?? [], ...(program === null ? {} : { program }) },
    ]),
  );
}
