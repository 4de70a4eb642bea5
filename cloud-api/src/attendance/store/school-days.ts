import type { FireFact } from '../fold/facts.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import { parseDoubts, parseFires } from './doubt-text.ts';
import type { Sql } from './sql.ts';

export interface SharedDay {
  readonly doubts: readonly Doubt[];
  readonly fires: readonly FireFact[];
}

export const sharedKey = (school: string, day: string): string => `${school}/${day}`;

/** Doubts and fires of schools on dates, by `sharedKey`; a day without any has no row. */
export async function readSharedDays(
  sql: Sql,
  wanted: readonly { readonly school: string; readonly day: string }[],
): Promise<ReadonlyMap<string, SharedDay>> {
  const { rows } = await sql.query<{ school: string; day: string; doubts: string; fires: string }>(
    `select d.school, d.day::text as day, d.doubts, d.fires
     from unnest($1::uuid[], $2::date[]) as k(school, day)
     join school_day d on d.school = k.school and d.day = k.day`,
    [wanted.map(({ school }) => school), wanted.map(({ day }) => day)],
  );
  return new Map(
    rows.map((row) => [
      sharedKey(row.school, row.day),
      { doubts: parseDoubts(row.doubts), fires: parseFires(row.fires) },
    ]),
  );
}

/** @returns whether anything changed */
export async function writeSharedDay(
  sql: Sql,
  school: string,
  day: string,
  doubts: string,
  fires: string,
): Promise<boolean> {
  const { rows } = await sql.query(
    `insert into school_day as d (school, day, revision, doubts, fires) values ($1, $2, 1, $3, $4)
     on conflict (school, day) do update
       set doubts = excluded.doubts, fires = excluded.fires, revision = d.revision + 1
     where d.doubts <> excluded.doubts or d.fires <> excluded.fires
     returning 1`,
    [school, day, doubts, fires],
  );
  return rows.length > 0;
}
