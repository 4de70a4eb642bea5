import { passQuality } from '../rules/r01-passage.ts';
import type { Pass } from '../rules/r03-order.ts';
import { concernsVisitor } from '../rules/r11-visitor.ts';
import { type CredentialHistory, type Holder, holderAt, holdersWithin } from '../rules/r12-credential.ts';
import type { Bounds } from '../rules/r14-clock.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import type { EventFact } from './facts.ts';

/** What the gates say about one person on one day, before it is read in order. */
export interface Trail {
  readonly passes: Pass[];
  /** Doubts of this person alone. */
  readonly doubts: Doubt[];
  /** Passages of this person whose time is only bounded. */
  readonly undated: Bounds[];
  staleGrant: boolean;
}

export const emptyTrail = (): Trail => ({ passes: [], doubts: [], undated: [], staleGrant: false });

/** Whether an event says something about the holder of its credential: a passage, or a refusal at an entry (R1, R11). */
export function isPersonal(event: EventFact): boolean {
  if (event.credential === undefined || concernsVisitor(event)) return false;
  return passQuality(event) !== undefined || (event.kind === 'denied' && event.direction === 'in');
}

/**
 * Adds a personal event at its corrected time: a passage moves its person, a refusal is the person's doubt, and so is
 * an entry on a credential that was taken away (R1, R12, R17).
 */
export function addToTrail(trail: Trail, event: EventFact, at: number, holder: Holder): void {
  const quality = passQuality(event);
  if (quality === undefined) {
    trail.doubts.push({ from: at, until: at, cause: 'denied', gateway: event.gateway });
  } else if (!holder.valid && quality !== 'guard') {
    trail.staleGrant = true;
    if (event.direction !== 'in') return;
    trail.doubts.push({ from: at, until: at, cause: 'stale_grant', gateway: event.gateway });
  } else if (event.direction !== undefined) {
    const { gateway, epoch, seq, building, lane, direction } = event;
    trail.passes.push({ at, gateway, epoch, seq, building, lane, direction, quality });
  }
}

/** Adds a personal event that has no usable time (R14), or says of a time before it what nobody can date (R10). */
export function addBoundedToTrail(
  trail: Trail,
  event: EventFact,
  bounds: Bounds,
  cause: 'undated' | 'quarantined' | 'guard_release',
): void {
  const exit = event.direction === 'out' ? { exit: true as const } : {};
  trail.doubts.push({ from: bounds.from, until: bounds.until, cause, gateway: event.gateway, ...exit });
  if (event.kind !== 'denied') trail.undated.push(bounds);
}

/** The trails of many persons on one day. */
export class Trails {
  readonly #history: CredentialHistory;
  readonly #trails = new Map<string, Trail>();

  constructor(history: CredentialHistory) {
    this.#history = history;
  }

  find(person: string): Trail | undefined {
    return this.#trails.get(person);
  }

  persons(): IterableIterator<string> {
    return this.#trails.keys();
  }

  /** @param passed when the person passed, where the event says so afterwards: it names whoever holds the card by then */
  add(event: EventFact, at: number, passed: number | Bounds | undefined): void {
    if (passed === undefined || !isPersonal(event)) return;
    const holder = holderAt(this.#history, event.credential as string, at);
    if (holder === undefined) return;
    const trail = this.#of(holder.person);
    if (typeof passed === 'number') addToTrail(trail, event, passed, holder);
    else addBoundedToTrail(trail, event, passed, 'guard_release');
  }

  addBounded(event: EventFact, bounds: Bounds, cause: 'undated' | 'quarantined'): void {
    if (!isPersonal(event)) return;
    const holders = holdersWithin(this.#history, event.credential as string, bounds);
    for (const person of holders) addBoundedToTrail(this.#of(person), event, bounds, cause);
  }

  #of(person: string): Trail {
    let trail = this.#trails.get(person);
    if (trail === undefined) {
      trail = emptyTrail();
      this.#trails.set(person, trail);
    }
    return trail;
  }
}
