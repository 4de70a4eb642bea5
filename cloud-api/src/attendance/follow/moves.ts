import type { EventFact } from '../fold/facts.ts';
import { type CredentialHistory, type Holder, holderAt } from '../rules/r12-credential.ts';
import { dayKey } from '../store/day-basis.ts';
import { siteToken } from '../store/event-fact.ts';
import type { PersonalEvent } from './sort-events.ts';

export interface Move {
  readonly event: EventFact;
  readonly at: number;
  readonly holder: Holder;
}

/** What happened to one person on one day. */
export interface PersonMoves {
  readonly person: string;
  readonly day: string;
  readonly moves: Move[];
}

/** Gathers events by the person who held the credential and the day (R12). */
export function movesOf(events: readonly PersonalEvent[], history: CredentialHistory): PersonMoves[] {
  const gathered = new Map<string, PersonMoves>();
  for (const { event, site, token, at, day } of events) {
    const holder = holderAt(history, siteToken(site, token), at);
    if (holder === undefined) continue;
    const key = dayKey(holder.person, day);
    const known = gathered.get(key);
    if (known === undefined)
      gathered.set(key, { person: holder.person, day, moves: [{ event, at, holder }] });
    else known.moves.push({ event, at, holder });
  }
  return [...gathered.values()];
}
