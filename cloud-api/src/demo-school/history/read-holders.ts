import { type Kysely, sql } from 'kysely';
import type { Database } from '../../db/index.ts';

/** A pupil's or colleague's card at the site. */
export interface CardHolder {
  readonly person: string;
  readonly token: string;
  /** It opens nothing any more; where there is another, that one is taken. */
  readonly blocked: boolean;
  /** undefined: staff. */
  readonly class: string | undefined;
}

/**
 * One card of everybody who is tracked at a school: the one that opens, where there is one. In the order in which they
 * were entered: identifiers are random, and a past that is drawn in their order would be another one each time.
 */
export async function readHolders(db: Kysely<Database>, school: string): Promise<readonly CardHolder[]> {
  const { rows } = await sql<{ person: string; token: string; blocked: boolean; class: string | null }>`
    select person, token, blocked, class from (
    select distinct on (p.id) p.id as person, t.token, h.ended_at is not null as blocked, e.class, p.account_no
    from person p
    join credential_holding h on h.person = p.id
    join credential_token t on t.credential = h.credential
    left join enrolment e on e.person = p.id and e.withdrawn_at is null and e.last_day is null
    where p.school = ${school} and p.tracking = 'full' and p.kind in ('student', 'staff')
    order by p.id, h.ended_at desc nulls first) holder
    order by length(account_no), account_no`.execute(db);
  return rows.map(({ class: of, ...row }) => ({ ...row, class: of ?? undefined }));
}

/** The class whose homeroom teacher has an account, else the first one. */
export async function troubledClass(db: Kysely<Database>, school: string): Promise<string | undefined> {
  const { rows } = await sql<{ class: string }>`
    select c.id as class from class c
    left join role_assignment r on r.class = c.id and r.role = 'homeroom_teacher'
    where c.school = ${school} order by (r.id is null), c.grade, c.name limit 1`.execute(db);
  return rows[0]?.class;
}
