import { type IntegrityAlarm, identify } from '../rules/r02-identity.ts';
import { credentialHistory } from '../rules/r12-credential.ts';
import { clockBook } from '../rules/r14-clock.ts';
import { knownAt, seenAt } from './as-of.ts';
import { dateEvents } from './dating.ts';
import type { SchoolDayFacts } from './facts.ts';
import { rebuildStudentDay, type SchoolDay } from './rebuild-student-day.ts';
import { schoolDoubts } from './school-doubts.ts';
import type { StudentDay } from './student-day.ts';
import { emptyTrail, Trails } from './trail.ts';

export interface Rebuilt {
  /** In the order of `facts.pupils`. */
  readonly days: readonly StudentDay[];
  readonly alarms: readonly IntegrityAlarm[];
}

/**
 * The attendance of a school day as a pure function of its facts (I6).
 * @param asOf only what had arrived by then counts, and lessons that were not over are `pending`; Infinity for the
 *   final view, which is the one that is stored
 */
export function rebuild(facts: SchoolDayFacts, asOf: number): Rebuilt {
  const { settings, window } = facts;
  const { events, alarms } = identify(knownAt(facts.events, asOf));
  const dating = dateEvents(events, clockBook(facts.clocks), window, settings.futureMs);
  const trails = new Trails(credentialHistory(facts.credentials));
  for (const { event, at } of dating.dated) {
    if (at >= window.starts && at < window.ends) trails.add(event, at);
  }
  for (const { event, bounds } of dating.undated) trails.addBounded(event, bounds, 'undated');
  for (const { event, bounds } of dating.quarantined) trails.addBounded(event, bounds, 'quarantined');
  const day: SchoolDay = { settings, window, ...schoolDoubts(dating, facts.coverageGaps, facts.fires) };
  const days = facts.pupils.map((pupil) => {
    const result = rebuildStudentDay(day, pupil, trails.find(pupil.person) ?? emptyTrail());
    return seenAt(result, pupil.lessons, pupil.marks, asOf);
  });
  return { days, alarms };
}
