import type { CoverageChange } from '../../ingest/stored.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { WholeDay } from './sort-events.ts';

/** A silence without a beginning reaches back no further than this: before it there was no gateway. */
const LONGEST_MS = 400 * 86_400_000;

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
    const days = { from: facts.dayOf(first), to: facts.dayOf(until), cause: 'coverage', patient: true };
    return [school, ...known.guests].map((each) => ({ school: each, ...days }));
  });
}
