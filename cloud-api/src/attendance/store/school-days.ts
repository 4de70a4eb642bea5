import type { FireFact } from '../fold/facts.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import { parseDoubts, parseFires } from './doubt-text.ts';
import type { Sql } from './sql.ts';

export interface SharedDay {
  /** Counts the writes. */
  readonly revision: number;
  readonly doubts: readonly Doubt[];
  readonly fires: readonly FireFact[];
  readonly settled: boolean;
}

export const sharedKey = (school: string, day: string): string => `${school}/${day}`;

/**
 * Whoever folds persons' days with what they share, and writes them, holds it until the end of the transaction: nobody
 * changes it in between. Whoever changes it waits for all of them, and then finds their rows.
 */
export type Hold = 'share' | 'update';

const HOLDS: Readonly<Record<Hold, string>> = {
  share: 'order by d.school, d.day for share of d',
  update: 'order by d.school, d.day for update of d',
};

/** Doubts and fires of schools on dates, by `sharedKey`; a day that was never computed has no row. */
export async function readSharedDays(
  sql: Sql,
  wanted: readonly { readonly school: string; readonly day: string }[],
  hold?: Hold,
): Promise<ReadonlyMap<string, SharedDay>> {
  const { rows } = await sql.query<{
    school: string;
    day: string;
    revision: number;
    doubts: string;
    fires: string;
    settled: boolean;
  }>(
    `select d.school, d.day::text as day, d.revision, d.doubts, d.fires, d.settled
     from unnest($1::uuid[], $2::date[]) as k(school, day)
     join school_day d on d.school = k.school and d.day = k.day ${hold === undefined ? '' : HOLDS[hold]}`,
    [wanted.map(({ school }) => school), wanted.map(({ day }) => day)],
  );
  return new Map(
    rows.map(({ revision, settled, ...row }) => [
      sharedKey(row.school, row.day),
      { revision, doubts: parseDoubts(row.doubts), fires: parseFires(row.fires), settled },
    ]),
  );
}

/** What one school's day shares; undefined for a day that was never computed. */
export async function readSharedDay(
  sql: Sql,
  school: string,
  day: string,
  hold?: Hold,
): Promise<SharedDay | undefined> {
  return (await readSharedDays(sql, [{ school, day }], hold)).get(sharedKey(school, day));
}

export interface SharedDayWrite {
  readonly school: string;
  readonly day: string;
  readonly doubts: string;
  readonly fires: string;
  readonly settled: boolean;
}

/**
 * Writes what a school's day shares where its revision is still the one that was read, 0 for none, and holds it.
 * @returns false where somebody else overtook
 */
export async function writeSharedDay(sql: Sql, write: SharedDayWrite, read: number): Promise<boolean> {
  const { rows } = await sql.query(
    `insert into school_day as d (school, day, revision, doubts, fires, settled)
     values ($1, $2, $6::int + 1, $3, $4, $5)
     on conflict (school, day) do update set doubts = excluded.doubts, fires = excluded.fires,
       settled = excluded.settled, revision = excluded.revision
     where d.revision = excluded.revision - 1
     returning 1`,
    [write.school, write.day, write.doubts, write.fires, write.settled, read],
  );
  return rows.length === 1;
}
