import { sql, type Transaction } from 'kysely';
import { inChunks } from '../../db/in-chunks.ts';
import type { Database } from '../../db/index.ts';
import { entryOf, type ListSite } from './entry-of.ts';
import type { ReadToken } from './read-listed.ts';

/** Writes the lines of a list that differ from what is there. @returns how many */
export async function writeEntries(
  trx: Transaction<Database>,
  site: string,
  version: number,
  tokens: readonly ReadToken[],
  listSite: ListSite,
): Promise<number> {
  let changed = 0;
  for (const chunk of inChunks(tokens, 10_000)) {
    const lines = chunk.map(({ listed, ...row }) => ({ ...row, entry: listed && entryOf(listed, listSite) }));
    changed += await putOn(
      trx,
      site,
      version,
      lines.filter((line) => line.entry !== undefined),
    );
    changed += await takeOff(
      trx,
      site,
      version,
      lines.filter((line) => line.entry === undefined),
    );
  }
  return changed;
}

interface Line {
  readonly token: string;
  readonly credential: string;
  readonly school: string;
  readonly entry: object | undefined;
}

/** Arrays, not rows of parameters: a whole school in one statement that is planned in no time. */
async function putOn(
  trx: Transaction<Database>,
  site: string,
  version: number,
  lines: readonly Line[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const column = (pick: (line: Line) => string) => sql.val(lines.map(pick));
  const { numAffectedRows } = await sql`
    insert into allow_list_entry (site, version, token, credential, school, entry)
    select ${site}::uuid, ${version}::bigint, * from unnest(
      ${column((line) => line.token)}::text[], ${column((line) => line.credential)}::uuid[],
      ${column((line) => line.school)}::uuid[], ${column((line) => JSON.stringify(line.entry))}::text[])
    on conflict (site, token) do update
      set entry = excluded.entry, version = excluded.version, credential = excluded.credential
      where allow_list_entry.entry is distinct from excluded.entry`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function takeOff(
  trx: Transaction<Database>,
  site: string,
  version: number,
  lines: readonly Line[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const { numUpdatedRows } = await trx
    .updateTable('allow_list_entry')
    .set({ entry: null, version })
    .where('site', '=', site)
    .where(
      'token',
      'in',
      lines.map((line) => line.token),
    )
    .where('entry', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
