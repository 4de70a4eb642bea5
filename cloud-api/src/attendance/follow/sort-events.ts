import { SILENT_MS } from '../../ingest/group/coverage.ts';
import type { EventFact } from '../fold/facts.ts';
import { concernsEverybody, EVERYBODY_KINDS } from '../fold/school-doubts.ts';
import { isPersonal } from '../fold/trail.ts';
import { type ClockBook, correctedTime, isFromTheFuture, steppedBounds } from '../rules/r14-clock.ts';
import { eventFact, type ReceivedEvent } from '../store/event-fact.ts';
import { MARGIN_MS } from '../store/margin.ts';
import type { KnownGateway, SchoolFacts } from '../store/school-facts.ts';

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
  /** More of the same is on its way: computed a little later, once for all of it. */
  readonly patient?: boolean;
}

export interface SortedEvents {
  readonly personal: readonly PersonalEvent[];
  readonly whole: readonly WholeDay[];
  /** Far from their device time, or without any: a rebuild has to find them by identity. */
  readonly odd: readonly (ReceivedEvent & { readonly school: string })[];
  /** Without a usable time: their doubt reaches back to the last event before their boot that has one. */
  readonly unbounded: readonly (ReceivedEvent & { readonly school: string })[];
}

/** Events that say nothing about presence are most of a journal: they are left out by kind, before anything is built. */
const PERSONAL_KINDS = ['passage', 'guard_attested', 'denied'];
const CONCERNING = new Set([...PERSONAL_KINDS, ...EVERYBODY_KINDS]);

/**
 * Causes of notes that leave the trails of single persons as they are: only what all of a school share has to be read
 * again.
 */
export const SHARED_CAUSES: readonly string[] = [...EVERYBODY_KINDS, 'coverage'];
/** Causes of the other notes that come with events. */
export const EVENT_CAUSES: readonly string[] = [
  'undated',
  'stepped',
  'quarantined',
  'attributed',
  'late',
  'new_day',
  'begin',
  'settle',
];

/**
 * What happened longer ago than this ends a silence, and comes with more of the same: the silence's days are computed
 * whole in any case, so that nothing is gained by following its events one after another.
 */
export const LIVE_MS = SILENT_MS;

export const concernsPresence = (kind: string): boolean => CONCERNING.has(kind);
export const CONCERNING_KINDS: readonly string[] = [...CONCERNING];

/**
 * Divides new events into those that change one person's day and those that change a whole school's: what concerns
 * everybody, what has no usable time (R14), and what is late.
 */
export function sortEvents(
  events: readonly (ReceivedEvent & { readonly school: string })[],
  schools: ReadonlyMap<string, SchoolFacts>,
  clocks: ClockBook,
): SortedEvents {
  const personal: PersonalEvent[] = [];
  const whole = new Map<string, WholeDay>();
  const odd: (ReceivedEvent & { readonly school: string })[] = [];
  const unbounded: (ReceivedEvent & { readonly school: string })[] = [];
  for (const received of events) {
    const { kind, token } = received.event;
    if (!concernsPresence(kind)) continue;
    const facts = schools.get(received.school);
    const gateway = facts?.gateways.get(received.gateway);
    if (facts === undefined || gateway === undefined) continue;
    const event = eventFact(received, gateway.site);
    const at = correctedTime(event, clocks);
    const bounds = at === undefined ? steppedBounds(event, clocks) : undefined;
    if (bounds !== undefined) {
      const latest = Math.min(bounds.until, received.receivedAt);
      note(whole, facts, gateway, bounds.from, 'undated', true, latest);
      continue;
    }
    const isQuarantined = at !== undefined && isFromTheFuture(event, at, facts.settings.futureMs);
    if (at === undefined || isQuarantined || Math.abs(at - event.at) > MARGIN_MS) odd.push(received);
    if (at === undefined || isQuarantined) {
      note(whole, facts, gateway, received.receivedAt, at === undefined ? 'undated' : 'quarantined');
      unbounded.push(received);
    } else if (concernsEverybody(kind)) {
      note(whole, facts, gateway, at, kind, isLate(received, at));
    } else if (event.attributes !== undefined) {
      // When its person passed hangs on the release that it names, and on who else names it.
      note(whole, facts, gateway, at, 'attributed', isLate(received, at));
    } else if (token !== undefined && isPersonal(event)) {
      if (isLate(received, at)) {
        note(whole, facts, gateway, at, 'late', true);
        continue;
      }
      personal.push({ event, site: gateway.site, token, at, day: facts.dayOf(at) });
    }
  }
  return { personal, whole: [...whole.values()], odd, unbounded };
}

const isLate = ({ receivedAt }: ReceivedEvent, at: number): boolean => receivedAt - at > LIVE_MS;

/** A shared site is everybody's: its guests doubt with its owner. */
function note(
  whole: Map<string, WholeDay>,
  facts: SchoolFacts,
  gateway: KnownGateway,
  at: number,
  cause: string,
  patient = false,
  until = at,
): void {
  const from = facts.dayOf(at);
  const to = until > at ? facts.dayOf(until) : from;
  for (const school of [facts.school, ...gateway.guests]) {
    const key = `${school}/${from}/${to}/${SHARED_CAUSES.includes(cause)}`;
    if (patient && whole.has(key)) continue;
    whole.set(key, { school, from, to, cause, patient });
  }
}
