import type { DayRow } from '../store/day-row.ts';
import type { Sql } from '../store/sql.ts';
import { type DayWrite, writeDays } from '../store/write-days.ts';
import type { KeptRow } from './read-rows.ts';

/** Rows of one statement: long enough to be fast, short enough that nobody waits for its locks. */
const CHUNK = 2_000;

/**
 * Writes rows of a school's day over those that were read.
 * @returns how many somebody else overtook
 */
export async function writeRows(
  sql: Sql,
  rows: readonly DayRow[],
  kept: ReadonlyMap<string, KeptRow>,
): Promise<number> {
  const writes = rows
    .toSorted(byPerson)
    .map((row): DayWrite => ({ row, read: kept.get(row.person)?.revision ?? 0 }));
  let overtaken = 0;
  for (let start = 0; start < writes.length; start += CHUNK) {
    overtaken += (await writeDays(sql, writes.slice(start, start + CHUNK))).length;
  }
  return overtaken;
}

/** Over all chunks in the order in which ingest takes its locks, so that neither waits for the other in a circle. */
const byPerson = (a: DayRow, b: DayRow): number => (a.person < b.person ? -1 : 1);
