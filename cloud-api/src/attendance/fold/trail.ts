import { passQuality } from '../rules/r01-passage.ts';
import type { Pass } from '../rules/r03-order.ts';
import { concernsVisitor } from '../rules/r11-visitor.ts';
import { type CredentialHistory, holderAt } from '../rules/r12-credential.ts';
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

/** The trails of all persons of a school on a day, filled event by event. */
export class Trails {
  readonly #history: CredentialHistory;
  readonly #trails = new Map<string, Trail>();

  constructor(history: CredentialHistory) {
    this.#history = history;
  }

  of(person: string): Trail {
    let trail = this.#trails.get(person);
    if (trail === undefined) {
      trail = emptyTrail();
      this.#trails.set(person, trail);
    }
    return trail;
  }

  /** The trail if the person has one. */
  find(person: string): Trail | undefined {
    return this.#trails.get(person);
  }

  /** A dated event: a passage moves its person, a refusal is the person's doubt (R1, R11, R12, R17). */
  add(event: EventFact, at: number): void {
    if (event.credential === undefined || concernsVisitor(event)) return;
    const quality = passQuality(event);
    if (quality === undefined && event.kind !== 'denied') return;
    const holder = holderAt(this.#history, event.credential, at);
    if (holder === undefined) return;
    const trail = this.of(holder.person);
    if (quality === undefined) {
      if (event.direction === 'in') trail.doubts.push(instant(event, at, 'denied'));
      return;
    }
    if (!holder.valid && quality !== 'guard') {
      trail.staleGrant = true;
      if (event.direction === 'in') trail.doubts.push(instant(event, at, 'stale_grant'));
      return;
    }
    if (event.direction === undefined) return;
    trail.passes.push({
      at,
      gateway: event.gateway,
      epoch: event.epoch,
      seq: event.seq,
      building: event.building,
      direction: event.direction,
      quality,
    });
  }

  /** An event of a person that has no usable time (R14). */
  addBounded(event: EventFact, bounds: Bounds, cause: 'undated' | 'quarantined'): void {
    if (event.credential === undefined || concernsVisitor(event)) return;
    if (passQuality(event) === undefined && event.kind !== 'denied') return;
    const holder = holderAt(this.#history, event.credential, bounds.from);
    if (holder === undefined) return;
    const trail = this.of(holder.person);
    trail.doubts.push({ from: bounds.from, until: bounds.until, cause, gateway: event.gateway });
    if (cause === 'undated' && event.kind !== 'denied') trail.undated.push(bounds);
  }
}

const instant = (event: EventFact, at: number, cause: Doubt['cause']): Doubt => ({
  from: at,
  until: at,
  cause,
  gateway: event.gateway,
});
