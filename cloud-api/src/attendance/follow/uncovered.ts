import { SILENT_MS } from '../../ingest/group/coverage.ts';
import type { CoverageChange } from '../../ingest/stored.ts';
import type { DatedGap } from '../store/date-gaps.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { WholeDay } from './sort-events.ts';

/** A silence without a beginning reaches back no further than this: before it there was no gateway. */
const LONGEST_MS = 400 * 86_400_000;
const EVERY_DAY_SINCE = '2999-12-31';

/** Days of a school whose doubts change with what became known about a gateway (R17), by corrected times. */
export function uncovered(
  changes: readonly DatedGap<CoverageChange>[],
  schools: ReadonlyMap<string, SchoolFacts>,
): WholeDay[] {
  return changes.flatMap(({ of, from, until, earliest = until, isContradicted }) => {
    const { school, gateway, what, receivedAt } = of;
    const facts = schools.get(school);
    const known = facts?.gateways.get(gateway);
    if (facts === undefined || known === undefined) return [];
    // Only the device's clock took it for a silence.
    if (what === 'heard' && from <= receivedAt && receivedAt - from <= SILENT_MS) return [];
    const end = Math.min(until, Math.max(receivedAt, from));
    const first = isContradicted ? Math.min(earliest, end) : Math.max(from, end - LONGEST_MS);
    // A gateway's first event begins what the gates say (R18), also of days that were computed before it came here.
    const to = of.from === undefined ? EVERY_DAY_SINCE : facts.dayOf(end);
    const days = { from: facts.dayOf(first), to, cause: 'coverage', patient: true };
    return [school, ...known.guests].map((each) => ({ school: each, ...days }));
  });
}
