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

const HOLDERS = `select t.site, t.token, h.person,
    (extract(epoch from h.valid_from) * 1000)::float8 as "from",
    (extract(epoch from least(h.valid_until, h.ended_at)) * 1000)::float8 as until
  from unnest($1::uuid[], $2::text[]) as k(site, token)
  join credential_token t on t.site = k.site and t.token = k.token
  join credential_holding h on h.credential = t.credential
  where h.person is not null and h.kind <> 'pass_only'
  order by h.valid_from, h.id`;

/** Who held the credentials behind tokens, and when (R12). Visitors and pass-only cards have no holder (R11, R22). */
export async function readHolders(sql: Sql, tokens: readonly SiteToken[]): Promise<CredentialFact[]> {
  if (tokens.length === 0) return [];
  const { rows } = await sql.query<Row>(HOLDERS, [
    tokens.map(({ site }) => site),
    tokens.map(({ token }) => token),
  ]);
  return rows.map((row) => ({
    credential: siteToken(row.site, row.token),
    person: row.person,
    from: Math.round(Number(row.from)),
    until: row.until === null ? Number.POSITIVE_INFINITY : Math.round(Number(row.until)),
  }));
}
