import type { SiteEvent } from '../site/index.ts';

/** What the board's list of events shows; the newest has the highest number. */
export type Happening = { readonly number: number; readonly at: number } & HappeningEvent;
type HappeningEvent = Extract<SiteEvent, { kind: 'tap' | 'walk-ended' | 'fire' | 'power' | 'acu' | 'arms' }>;

const KINDS: ReadonlySet<SiteEvent['kind']> = new Set(['tap', 'walk-ended', 'fire', 'power', 'acu', 'arms']);
const KEPT = 60;

/** The last things that happened at the site, for people to look at. */
export class Happenings {
  readonly #toUnix: (atMs: number) => number;
  #kept: Happening[] = [];
  #number = 0;

  constructor(toUnix: (atMs: number) => number) {
    this.#toUnix = toUnix;
  }

  /** Newest first. */
  get latest(): readonly Happening[] {
    return this.#kept;
  }

  readonly observe = (event: SiteEvent): void => {
    if (!KINDS.has(event.kind)) return;
    this.#number += 1;
    const happening = { ...(event as HappeningEvent), number: this.#number, at: this.#toUnix(event.atMs) };
    this.#kept = [happening, ...this.#kept.slice(0, KEPT - 1)];
  };
}
