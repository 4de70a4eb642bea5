import { type RawBuilder, sql } from 'kysely';

/**
 * As what an account acted, by its roles in the school at that moment: who they were is theirs, not the subject's.
 * @param account column of the account
 * @param at column of the moment
 */
export const actedAs = (account: string, at: string, school: string): RawBuilder<string[] | null> =>
  sql`(select array_agg(distinct r.role order by r.role) from role_assignment r
    where r.account = ${sql.ref(account)} and r.school = ${school} and r.valid_from <= ${sql.ref(at)}
      and (r.valid_until is null or r.valid_until > ${sql.ref(at)}))`;
