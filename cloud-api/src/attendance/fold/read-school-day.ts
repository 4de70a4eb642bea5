import { type IntegrityAlarm, identify } from '../rules/r02-identity.ts';
import { NamedReleases } from '../rules/r10-guard-release.ts';
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
  const named = new NamedReleases(dating.dated, window);
  for (const moment of dating.dated) {
    const { event, at } = moment;
    if (at >= window.starts && at < window.ends) trails.add(event, at, named.passedAt(moment));
  }
  for (const { event, bounds } of dating.undated) {
    trails.addBounded(event, named.before(event, bounds), 'undated');
  }
  for (const { event, bounds } of dating.quarantined) {
    trails.addBounded(event, named.before(event, bounds), 'quarantined');
  }
  const day: SchoolDay = {
    settings,
    window,
    ...schoolDoubts(dating, named, facts.coverageGaps, facts.fires),
  };
  return { day, trails, alarms };
}
