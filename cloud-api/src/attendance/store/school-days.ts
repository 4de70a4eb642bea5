import type { FireFact } from '../fold/facts.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import { parseDoubts, parseFires } from './doubt-text.ts';
import type { Sql } from './sql.ts';

export interface SharedDay {
  readonly doubts: readonly Doubt[];
  readonly fires: readonly FireFact[];
  readonly settled: boolean;
}

export const sharedKey = (school: string, day: string): string => `${school}/${day}`;

/** Doubts and fires of schools on dates, by `sharedKey`; a day without any has no row. */
export async function readSharedDays(
  sql: Sql,
  wanted: readonly { readonly school: string; readonly day: string }[],
): Promise<ReadonlyMap<string, SharedDay>> {
  const { rows } = await sql.query<{
    school: string;
    day: string;
    doubts: string;
    fires: string;
    settled: boolean;
  }>(
    `select d.school, d.day::text as day, d.doubts, d.fires, d.settled
     from unnest($1::uuid[], $2::date[]) as k(school, day)
     join school_day d on d.school = k.school and d.day = k.day`,
    [wanted.map(({ school }) => school), wanted.map(({ day }) => day)],
  );
  return new Map(
    rows.map((row) => [
      sharedKey(row.school, row.day),
      { doubts: parseDoubts(row.doubts), fires: parseFires(row.fires), settled: row.settled },
    ]),
  );
}

export interface SharedDayWrite {
  readonly school: string;
  readonly day: string;
  readonly doubts: string;
  readonly fires: string;
  readonly settled: boolean;
}

/** @returns whether what everybody shares has changed; a day without doubts may appear and settle in silence */
export async function writeSharedDay(sql: Sql, write: SharedDayWrite): Promise<boolean> {
  const { rows } = await sql.query<{ changed: boolean }>(
    `with before as (select doubts, fires from school_day where school = $1 and day = $2),
     written as (insert into school_day as d (school, day, revision, doubts, fires, settled)
       values ($1, $2, 1, $3, $4, $5)
       on conflict (school, day) do update set doubts = excluded.doubts, fires = excluded.fires,
         settled = excluded.settled, revision = d.revision + 1
       where (d.doubts, d.fires, d.settled) is distinct from (excluded.doubts, excluded.fires, excluded.settled))
     select coalesce((select (doubts, fires) is distinct from ($3, $4) from before), $3 <> '' or $4 <> '') as changed`,
    [write.school, write.day, write.doubts, write.fires, write.settled],
  );
  return rows[0]?.changed === true;
}
