import { sql, type Transaction } from 'kysely';
import { inChunks } from '../../db/in-chunks.ts';
import type { Database } from '../../db/index.ts';
import { entryOf, type ListSite } from './entry-of.ts';
import type { ReadToken } from './read-listed.ts';

/** Lines that came onto a list and lines that went off it; a changed one is in both. */
export interface WrittenEntries {
  /** Tokens whose line is another now. */
  readonly changed: number;
  readonly on: readonly string[];
  readonly off: readonly string[];
}

/** Writes the lines of a list that differ from what is there. */
export async function writeEntries(
  trx: Transaction<Database>,
  site: string,
  version: number,
  tokens: readonly ReadToken[],
  listSite: ListSite,
): Promise<WrittenEntries> {
  const written: WrittenEntries[] = [];
  for (const chunk of inChunks(tokens, 10_000)) {
    const lines = chunk.map(({ listed, ...row }): Line => {
      const entry = listed && entryOf(listed, listSite);
      return { ...row, entry: entry && JSON.stringify(entry) };
    });
    written.push(await putOn(trx, site, version, lines.filter(hasEntry)));
    const gone = lines.filter((line) => !hasEntry(line)).map((line) => line.token);
    written.push(await takeOff(trx, site, version, gone));
  }
  return {
    changed: written.reduce((sum, one) => sum + one.changed, 0),
    on: written.flatMap((one) => one.on),
    off: written.flatMap((one) => one.off),
  };
}

interface Line {
  readonly token: string;
  readonly credential: string;
  readonly school: string;
  readonly entry: string | undefined;
}

const hasEntry = (line: Line): line is Line & { readonly entry: string } => line.entry !== undefined;

const NOTHING: WrittenEntries = { changed: 0, on: [], off: [] };

/** Arrays, not rows of parameters: a whole school in one statement that is planned in no time. */
async function putOn(
  trx: Transaction<Database>,
  site: string,
  version: number,
  lines: readonly (Line & { readonly entry: string })[],
): Promise<WrittenEntries> {
  if (lines.length === 0) return NOTHING;
  const column = (pick: (line: Line & { readonly entry: string }) => string) => sql.val(lines.map(pick));
  // Both parts of a statement see the table as it was before it.
  const { rows } = await sql<{ after: string; before: string | null }>`
    with old as (select token, entry from allow_list_entry
      where site = ${site} and token = any(${column((line) => line.token)}::text[])),
    put as (insert into allow_list_entry (site, version, token, credential, school, entry)
      select ${site}::uuid, ${version}::bigint, * from unnest(
        ${column((line) => line.token)}::text[], ${column((line) => line.credential)}::uuid[],
        ${column((line) => line.school)}::uuid[], ${column((line) => line.entry)}::text[])
      on conflict (site, token) do update
        set entry = excluded.entry, version = excluded.version, credential = excluded.credential
        where allow_list_entry.entry is distinct from excluded.entry
      returning token, entry)
    select put.entry as after, old.entry as before from put left join old using (token)`.execute(trx);
  return {
    changed: rows.length,
    on: rows.map((row) => row.after),
    off: rows.flatMap((row) => row.before ?? []),
  };
}

async function takeOff(
  trx: Transaction<Database>,
  site: string,
  version: number,
  tokens: readonly string[],
): Promise<WrittenEntries> {
  if (tokens.length === 0) return NOTHING;
  const { rows } = await sql<{ before: string }>`
    with old as (select token, entry from allow_list_entry
      where site = ${site} and token = any(${sql.val(tokens)}::text[]) and entry is not null),
    gone as (update allow_list_entry e set entry = null, version = ${version} from old
      where e.site = ${site} and e.token = old.token returning e.token)
    select old.entry as before from gone join old using (token)`.execute(trx);
  return { changed: rows.length, on: [], off: rows.map((row) => row.before) };
}
