import { type IntegrityAlarm, identify } from '../rules/r02-identity.ts';
import { credentialHistory } from '../rules/r12-credential.ts';
import { clockBook } from '../rules/r14-clock.ts';
import { dateEvents } from './dating.ts';
import type { SchoolDayFacts } from './facts.ts';
import type { SchoolDay } from './rebuild-student-day.ts';
import { schoolDoubts } from './school-doubts.ts';
import { Trails } from './trail.ts';

/** A school day as its events tell it: what everybody shares, and the trail of each person. */
export interface SchoolDayRead {
  readonly day: SchoolDay;
  readonly trails: Trails;
  readonly alarms: readonly IntegrityAlarm[];
}

/** R2, R14, then R9, R10, R12 and R17, from the facts that are not about single pupils. */
export function readSchoolDay(facts: Omit<SchoolDayFacts, 'pupils'>): SchoolDayRead {
  const { settings, window } = facts;
  const { events, alarms } = identify(facts.events);
  const dating = dateEvents(events, clockBook(facts.clocks), window, settings.futureMs);
  const trails = new Trails(credentialHistory(facts.credentials));
  for (const { event, at } of dating.dated) {
    if (at >= window.starts && at < window.ends) trails.add(event, at);
  }
  for (const { event, bounds } of dating.undated) trails.addBounded(event, bounds, 'undated');
  for (const { event, bounds } of dating.quarantined) trails.addBounded(event, bounds, 'quarantined');
  const day: SchoolDay = { settings, window, ...schoolDoubts(dating, facts.coverageGaps, facts.fires) };
  return { day, trails, alarms };
}
