import { type Kysely, sql } from 'kysely';
import { inChunks } from '../../db/in-chunks.ts';
import type { Database } from '../../db/index.ts';
import type { Listed } from './entry-of.ts';

/** A credential's token at a site with what the list needs to know; no `listed` for one that nobody ever held, or of a retired key. */
export interface ReadToken {
  readonly token: string;
  readonly credential: string;
  readonly school: string;
  readonly listed: Listed | undefined;
}

/** Reads tokens of a site: those of some credentials, or all. */
export async function readListed(
  db: Kysely<Database>,
  site: string,
  schools: readonly string[],
  credentials?: readonly string[],
): Promise<readonly ReadToken[]> {
  if (credentials === undefined) return readChunk(db, site, schools);
  const rows: ReadToken[] = [];
  for (const chunk of inChunks(credentials, 10_000))
    rows.push(...(await readChunk(db, site, schools, chunk)));
  return rows;
}

async function readChunk(
  db: Kysely<Database>,
  site: string,
  schools: readonly string[],
  credentials?: readonly string[],
): Promise<readonly ReadToken[]> {
  const rows = await db
    .selectFrom('credential_token as t')
    .innerJoin('credential as c', 'c.id', 't.credential')
    .innerJoin('site_key as k', (join) =>
      join.onRef('k.site', '=', 't.site').onRef('k.version', '=', 't.key_version'),
    )
    // The last holding decides; its index on (credential, during) makes this one step a card.
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('credential_holding as h')
          .select(({ fn }) => [fn.coalesce('h.continues', 'h.id').as('holding')])
          .select(['h.kind', 'h.person', 'h.valid_from', 'h.valid_until', 'h.uses'])
          .whereRef('h.credential', '=', 'c.id')
          .orderBy('h.valid_from', 'desc')
          .limit(1)
          .as('h'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('enrolment as e')
          .select(enrolments)
          .whereRef('e.person', '=', 'h.person')
          .where('e.withdrawn_at', 'is', null)
          .where('e.school', 'in', schools)
          .as('e'),
      (join) => join.onTrue(),
    )
    .select(['t.token', 't.credential', 't.school', 'c.state', 'k.retired_at'])
    .select(['h.holding', 'h.kind', 'h.person', 'h.valid_from', 'h.valid_until', 'h.uses', 'e.list'])
    .where('t.site', '=', site)
    .$if(credentials !== undefined, (query) => query.where('t.credential', 'in', credentials!))
    .execute();
  return rows.map(
    ({
      token,
      credential,
      school,
      state,
      kind,
      person,
      holding,
      valid_from,
      valid_until,
      uses,
      list,
      retired_at,
    }) => ({
      token,
      credential,
      school,
      listed:
        kind === null || holding === null || valid_from === null || retired_at !== null
          ? undefined
          : {
              token,
              state,
              kind,
              person,
              holding,
              from: valid_from,
              until: valid_until,
              uses,
              enrolments: list ?? [],
            },
    }),
  );
}

/** The latest eight, as many as a line may carry. */
const enrolments = sql<Listed['enrolments'] | null>`
  to_json((array_agg(json_build_object('school', e.school, 'first', e.first_day, 'last', e.last_day)
    order by e.first_day desc))[1:8])`.as('list');
