import { type Expression, type RawBuilder, sql } from 'kysely';

/** Whose consent, and to what: columns of the query around, or values. */
export interface ConsentOf {
  readonly school: Expression<unknown>;
  readonly person: Expression<unknown>;
  readonly purpose: Expression<unknown>;
}

/**
 * The consent that holds, its `id`, null when nothing was ever signed. Papers come in any order: what was signed last
 * holds, and of one day what was recorded last; of one moment the id decides, so that everybody asking gets one answer.
 */
export const latestConsent = ({ school, person, purpose }: ConsentOf): RawBuilder<string | null> =>
  sql`(select l.id from consent l where l.school = ${school} and l.person = ${person} and l.purpose = ${purpose}
    order by l.signed_on desc, l.recorded_at desc, l.id desc limit 1)`;

/** Whether the family of person `p` of the query around has refused processing. */
export const refusesProcessing: RawBuilder<boolean> = sql`exists (select from consent r where not r.given and r.id = ${latestConsent(
  {
    school: sql.ref('p.school'),
    person: sql.ref('p.id'),
    purpose: sql.lit('processing'),
  },
)})`;

/**
 * Whether a card of person `p` of the query around is not back yet: it opens, or it was stopped or lost and is neither
 * back in the stock nor followed by another.
 */
export const cardOut: RawBuilder<boolean> = sql`exists (select from credential_holding h join credential k on k.id = h.credential
    where h.person = p.id and (h.ended_at is null or k.state in ('lost', 'blocked') and not exists (
      select from credential_holding n where n.valid_from > h.valid_from
        and (n.credential = h.credential or n.person = h.person))))`;
