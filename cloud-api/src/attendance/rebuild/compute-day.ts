import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { EventFact } from '../fold/facts.ts';
import { readSchoolDay } from '../fold/read-school-day.ts';
import { emptyTrail } from '../fold/trail.ts';
import type { IntegrityAlarm } from '../rules/r02-identity.ts';
import { bootKey, clockBook } from '../rules/r14-clock.ts';
import { type DayRow, dayRow, type Timetabled } from '../store/day-row.ts';
import { doubtText, fireText } from '../store/doubt-text.ts';
import { tokensOf } from '../store/event-fact.ts';
import { type Boot, inService, readClocks, readGaps } from '../store/evidence.ts';
import { readHolders } from '../store/holders.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { readSchoolBasis } from './read-basis.ts';
import { readEvents } from './read-events.ts';
import { readNeighbours } from './read-neighbours.ts';

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
  const window = facts.window(day);
  const concerning = await readEvents(sql, facts, window);
  const clocks = await readClocks(sql, bootsOf(concerning));
  const neighbours = await readNeighbours(sql, concerning, clockBook(clocks), facts.settings.futureMs);
  const more = await readClocks(sql, bootsOf(neighbours));
  const events = [...concerning, ...notIn(concerning, neighbours)];
  const read = readSchoolDay({
    settings: facts.settings,
    window,
    events,
    clocks: [...clocks, ...more],
    credentials: await readHolders(sql, tokensOf(concerning)),
    coverageGaps: await readGaps(trx, [...facts.gateways.keys()], window.starts, window.ends, settled),
    fires: [],
  });
  const gates = await inService(sql, [...facts.gateways.keys()], window.ends);
  const lessonsOf = (of: string | undefined): Timetabled => {
    const timetabled = facts.timetabled(of, day);
    return gates ? timetabled : { ...timetabled, gateUnused: true };
  };
  const basis = await readSchoolBasis(sql, facts.school, day);
  const rows = basis.map((each) =>
    dayRow(each, read.trails.find(each.person) ?? emptyTrail(), read.day, lessonsOf(each.class)),
  );
  return {
    rows,
    doubts: doubtText(read.day.doubts),
    fires: fireText(read.day.fires),
    alarms: read.alarms,
    events: concerning.length,
  };
}

function bootsOf(events: readonly EventFact[]): Boot[] {
  const boots = new Map<string, Boot>();
  for (const { gateway, boot } of events) boots.set(bootKey(gateway, boot), { gateway, boot });
  return [...boots.values()];
}

function notIn(events: readonly EventFact[], others: readonly EventFact[]): EventFact[] {
  if (others.length === 0) return [];
  const key = ({ gateway, epoch, seq }: EventFact): string => `${epoch}/${seq}/${gateway}`;
  const known = new Set(events.map(key));
  return others.filter((event) => {
    const isNew = !known.has(key(event));
    known.add(key(event));
    return isNew;
  });
}
