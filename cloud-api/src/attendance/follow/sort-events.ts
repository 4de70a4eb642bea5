import type { EventFact } from '../fold/facts.ts';
import { concernsEverybody } from '../fold/school-doubts.ts';
import { isPersonal } from '../fold/trail.ts';
import { type ClockBook, correctedTime, isFromTheFuture } from '../rules/r14-clock.ts';
import { eventFact, type ReceivedEvent } from '../store/event-fact.ts';
import type { SchoolFacts } from '../store/school-facts.ts';

/** A personal event with its time and the day that it belongs to. */
export interface PersonalEvent {
  readonly event: EventFact;
  readonly site: string;
  readonly token: string;
  readonly at: number;
  readonly day: string;
}

/** A day of a school that one event alone cannot bring up to date. */
export interface WholeDay {
  readonly school: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
}

export interface SortedEvents {
  readonly personal: readonly PersonalEvent[];
  readonly whole: readonly WholeDay[];
}

/** Events that say nothing about presence are most of a journal: they are left out by kind, before anything is built. */
const PERSONAL_KINDS = new Set(['passage', 'guard_attested', 'denied']);

export const concernsPresence = (kind: string): boolean =>
  PERSONAL_KINDS.has(kind) || concernsEverybody(kind);

/**
 * Divides new events into those that change one person's day and those that change a whole school's: what concerns
 * everybody, and what has no usable time (R14).
 */
export function sortEvents(
  events: readonly (ReceivedEvent & { readonly school: string })[],
  schools: ReadonlyMap<string, SchoolFacts>,
  clocks: ClockBook,
): SortedEvents {
  const personal: PersonalEvent[] = [];
  const whole = new Map<string, WholeDay>();
  for (const received of events) {
    const { kind, token } = received.event;
    if (!concernsPresence(kind)) continue;
    const facts = schools.get(received.school);
    const gateway = facts?.gateways.get(received.gateway);
    if (facts === undefined || gateway === undefined) continue;
    const event = eventFact(received, gateway.site);
    const at = correctedTime(event, clocks);
    if (at === undefined || isFromTheFuture(event, at, facts.settings.futureMs)) {
      note(whole, facts, received.receivedAt, at === undefined ? 'undated' : 'quarantined');
    } else if (concernsEverybody(kind)) {
      note(whole, facts, at, kind);
    } else if (token !== undefined && isPersonal(event)) {
      personal.push({ event, site: gateway.site, token, at, day: facts.dayOf(at) });
      if (event.attributes !== undefined) note(whole, facts, at, 'attributed');
    }
  }
  return { personal, whole: [...whole.values()] };
}

function note(whole: Map<string, WholeDay>, facts: SchoolFacts, at: number, cause: string): void {
  const day = facts.dayOf(at);
  whole.set(`${facts.school}/${day}`, { school: facts.school, from: day, to: day, cause });
}
