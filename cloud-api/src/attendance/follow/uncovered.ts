import type { CoverageChange } from '../../ingest/stored.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { WholeDay } from './sort-events.ts';

/** A silence without a beginning reaches back no further than this: before it there was no gateway. */
const LONGEST_MS = 400 * 86_400_000;
const EVERY_DAY_SINCE = '2999-12-31';

/** Days of a school whose doubts change with what became known about a gateway (R17). */
export function uncovered(
  changes: readonly CoverageChange[],
  schools: ReadonlyMap<string, SchoolFacts>,
): WholeDay[] {
  return changes.flatMap(({ school, gateway, from, until }) => {
    const facts = schools.get(school);
    const known = facts?.gateways.get(gateway);
    if (facts === undefined || known === undefined) return [];
    const first = Math.max(from ?? 0, until - LONGEST_MS);
    // A gateway's first event begins what the gates say (R18), also of days that were computed before it came here.
    const to = from === undefined ? EVERY_DAY_SINCE : facts.dayOf(until);
    const days = { from: facts.dayOf(first), to, cause: 'coverage', patient: true };
    return [school, ...known.guests].map((each) => ({ school: each, ...days }));
  });
}
