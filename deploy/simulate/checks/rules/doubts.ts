import { NEAR_MS } from './asked.ts';

/** A moment or stretch in which bodies could pass unrecorded, clock ms. */
interface Doubt {
  readonly kind: string;
  readonly from: number;
  until: number;
}

/** How much a place is worth that was noted at a moment. */
export type Worth = 'proof' | 'perhaps' | 'none';

/** By what a stretch ends that begins so. */
const ENDS: Readonly<Record<string, string>> = { held_start: 'held_end', free_start: 'free_end' };

/** When something happened that nobody saw, by the journal: a place from before is no proof any more. */
export class Doubts {
  #all: Doubt[] = [];

  /**
   * @param from when it began, by the event
   * @param toldAt when it was told
   */
  tell(kind: string, lane: string | undefined, from: number, toldAt: number): void {
    if (kind === 'passage_forced') this.#all.push({ kind: '', from, until: toldAt });
    const end = ENDS[kind];
    if (end !== undefined) this.#all.push({ kind: `${lane} ${end}`, from, until: Number.POSITIVE_INFINITY });
    for (const doubt of this.#all) {
      if (doubt.kind !== `${lane} ${kind}` || Number.isFinite(doubt.until)) continue;
      doubt.until = toldAt;
    }
    // Where bodies could pass until now, a place from before is none either.
    if (kind === 'free_end') this.#all.push({ kind: '', from: toldAt, until: toldAt });
  }

  /** The gate ended: what lasts is told again by the next one. */
  interrupt(at: number): void {
    for (const doubt of this.#all) doubt.until = Math.min(doubt.until, at);
  }

  clear(): void {
    this.#all = [];
  }

  worthOf(place: number): Worth {
    if (this.#all.some(({ from }) => from > place + NEAR_MS)) return 'none';
    return this.#all.some(({ until }) => until >= place - NEAR_MS) ? 'perhaps' : 'proof';
  }
}
