import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { EventFact, SchoolDayFacts } from '../fold/facts.ts';
import { clockBook } from '../rules/r14-clock.ts';
import { distinctBoots, readClocks } from '../store/clocks.ts';
import { readGaps } from '../store/evidence.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { readEvents } from './read-events.ts';
import { readNeighbours } from './read-neighbours.ts';

/** What the gates say of a school's day, before anybody asks whose card it was. */
export interface DayEvidence {
  /** Events of the kinds that were asked for; some of them twice. */
  readonly concerning: readonly EventFact[];
  readonly facts: Omit<SchoolDayFacts, 'pupils' | 'credentials'>;
}

/**
 * Reads events of some kinds with what dates them, and the stretches without evidence.
 * @param settled the day is over, see `SchoolDayTable`
 */
export async function readDayEvidence(
  trx: Kysely<Database>,
  school: SchoolFacts,
  day: string,
  kinds: readonly string[],
  settled: boolean,
): Promise<DayEvidence> {
  const sql = sqlOver(trx);
  const window = school.window(day);
  const { settings } = school;
  const concerning = await readEvents(sql, school, window, kinds);
  const clocks = await readClocks(sql, distinctBoots(concerning));
  const neighbours = await readNeighbours(sql, concerning, clockBook(clocks), settings.futureMs);
  const more = await readClocks(sql, distinctBoots(neighbours));
  const gateways = [...school.gateways.keys()];
  const { starts, ends } = window;
  const coverageGaps = await readGaps(trx, gateways, starts, ends, settled, settings.futureMs);
  const events = [...concerning, ...notIn(concerning, neighbours)];
  return {
    concerning,
    facts: { settings, window, events, clocks: [...clocks, ...more], coverageGaps, fires: [] },
  };
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
