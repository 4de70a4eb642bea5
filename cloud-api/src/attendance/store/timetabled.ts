import type { Timetabled } from './day-row.ts';
import { inService } from './evidence.ts';
import type { SchoolFacts } from './school-facts.ts';
import type { Sql } from './sql.ts';

/** Lessons of the school's classes on a date: until its first gateway began its journal the gates say nothing (R18). */
export async function timetabledWhereServed(
  sql: Sql,
  facts: SchoolFacts,
  day: string,
): Promise<(of: string | undefined) => Timetabled> {
  const served = await inService(sql, [...facts.gateways.keys()], facts.window(day).ends);
  return (of) => {
    const timetabled = facts.timetabled(of, day);
    return served ? timetabled : { ...timetabled, gateUnused: true };
  };
}
