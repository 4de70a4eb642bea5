import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { EventFact } from '../fold/facts.ts';
import { readSchoolDay } from '../fold/read-school-day.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { EVERYBODY_KINDS } from '../fold/school-doubts.ts';
import { clockBook, correctedTime, isFromTheFuture } from '../rules/r14-clock.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { type DayEvidence, readDayEvidence } from './day-evidence.ts';

/** What concerns everybody, and the attestations that may give a release its name (R10). */
const SHARED_KINDS = [...EVERYBODY_KINDS, 'guard_attested'];

/**
 * What everybody of a school shares on a day, from the few events that decide it.
 * @returns undefined where it also hangs on the events of single persons, which date or bound some of them (R14), and
 *   where single persons hang on it: those who have been named for a release passed when it was (R10)
 */
export async function computeShared(
  trx: Kysely<Database>,
  facts: SchoolFacts,
  day: string,
  settled: boolean,
): Promise<SchoolDay | undefined> {
  const evidence = await readDayEvidence(trx, facts, day, SHARED_KINDS, settled);
  if (!standsAlone(evidence, facts.settings.futureMs)) return undefined;
  return readSchoolDay({ ...evidence.facts, credentials: [] }).day;
}

function standsAlone({ concerning, facts }: DayEvidence, futureMs: number): boolean {
  const book = clockBook(facts.clocks);
  return concerning.every((event: EventFact) => {
    const at = correctedTime(event, book);
    if (event.attributes !== undefined) return false;
    if (at === undefined || isFromTheFuture(event, at, futureMs)) return false;
    return event.kind !== 'power_up' || event.durableAt !== undefined;
  });
}
