import type { CredentialFact } from '../fold/facts.ts';
import { siteToken } from './event-fact.ts';
import type { Sql } from './sql.ts';

export interface SiteToken {
  readonly site: string;
  readonly token: string;
}

interface Row {
  site: string;
  token: string;
  person: string;
  from: string;
  until: string | null;
}

const COLUMNS = `t.site, t.token, h.person,
    (extract(epoch from h.valid_from) * 1000)::float8 as "from",
    (extract(epoch from least(h.valid_until, h.ended_at)) * 1000)::float8 as until`;
const HELD = `join credential_holding h on h.credential = t.credential
  where h.person is not null and h.kind <> 'pass_only'`;
const ORDER = 'order by h.valid_from, h.id';

const OF_TOKENS = `select ${COLUMNS} from unnest($1::uuid[], $2::text[]) as k(site, token)
  join credential_token t on t.site = k.site and t.token = k.token ${HELD} ${ORDER}`;
const OF_SITES = `select ${COLUMNS} from credential_token t ${HELD} and t.site = any($1::uuid[]) ${ORDER}`;

/** From so many tokens on, one reading of their sites costs less than looking for each. */
const MANY = 100;

/**
 * Who held the credentials behind tokens, and when (R12); for many tokens, all of their sites. Visitors and pass-only
 * cards have no holder (R11, R22).
 */
export async function readHolders(sql: Sql, tokens: readonly SiteToken[]): Promise<CredentialFact[]> {
  if (tokens.length === 0) return [];
  const sites = tokens.map(({ site }) => site);
  const { rows } =
    tokens.length < MANY
      ? await sql.query<Row>(OF_TOKENS, [sites, tokens.map(({ token }) => token)])
      : await sql.query<Row>(OF_SITES, [[...new Set(sites)]]);
  return rows.map((row) => ({
    credential: siteToken(row.site, row.token),
    person: row.person,
    from: Math.round(Number(row.from)),
    until: row.until === null ? Number.POSITIVE_INFINITY : Math.round(Number(row.until)),
  }));
}
