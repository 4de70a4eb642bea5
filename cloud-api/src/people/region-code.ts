import { type QueryExecutorProvider, sql } from 'kysely';

export interface KnownRegion {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** The one form in which the code of a province or a municipality is written down; codes of schools are digits. */
export const regionCode = (text: string): string => text.trim().toUpperCase();

/** A province or municipality by its code, in large letters or small, also where an older one was written in small ones. */
export async function findRegion(trx: QueryExecutorProvider, code: string): Promise<KnownRegion | undefined> {
  const { rows } = await sql<KnownRegion>`
    select id, code, name from region where upper(code) = ${regionCode(code)} order by code limit 1`.execute(
    trx,
  );
  return rows[0];
}
