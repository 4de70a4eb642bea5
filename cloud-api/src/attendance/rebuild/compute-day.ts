import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { readSchoolDay } from '../fold/read-school-day.ts';
import { emptyTrail } from '../fold/trail.ts';
import { CONCERNING_KINDS } from '../follow/sort-events.ts';
import type { IntegrityAlarm } from '../rules/r02-identity.ts';
import { type DayRow, dayRow } from '../store/day-row.ts';
import { doubtText, fireText } from '../store/doubt-text.ts';
import { tokensOf } from '../store/event-fact.ts';
import { readHolders } from '../store/holders.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { timetabledWhereServed } from '../store/timetabled.ts';
import { readDayEvidence } from './day-evidence.ts';
import { readSchoolBasis } from './read-basis.ts';

/** A school's day computed from nothing but facts. */
export interface ComputedDay {
  readonly rows: readonly DayRow[];
  readonly doubts: string;
  readonly fires: string;
  readonly alarms: readonly IntegrityAlarm[];
  /** How many events were read. */
  readonly events: number;
}

/**
 * Reads all facts of a school's day and folds them (I6). Writes nothing.
 * @param settled the day is over, see `SchoolDayTable`
 */
export async function computeDay(
  trx: Kysely<Database>,
  facts: SchoolFacts,
  day: string,
  settled: boolean,
): Promise<ComputedDay> {
  const sql = sqlOver(trx);
  const evidence = await readDayEvidence(trx, facts, day, CONCERNING_KINDS, settled);
  const credentials = await readHolders(sql, tokensOf(evidence.concerning));
  const read = readSchoolDay({ ...evidence.facts, credentials });
  const lessonsOf = await timetabledWhereServed(sql, facts, day);
  const basis = await readSchoolBasis(sql, facts.school, day);
  const rows = basis.map((each) =>
    dayRow(each, read.trails.find(each.person) ?? emptyTrail(), read.day, lessonsOf(each.class)),
  );
  return {
    rows,
    doubts: doubtText(read.day.doubts),
    fires: fireText(read.day.fires),
    alarms: read.alarms,
    events: evidence.concerning.length,
  };
}
