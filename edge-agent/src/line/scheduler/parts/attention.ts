import type { ContactState, LineEvent } from '../../contract.ts';

/** What may have happened unseen before a report of inputs. */
export type Watched = Pick<Extract<LineEvent, { kind: 'inputs' }>, 'blindMs' | 'missedSince'>;

/** Reports in a row that show nothing new, after which a PD is one that tells its inputs without a reason. */
const MOST_UNCHANGED = 10;

/** How well a PD is watched: what happens between two of its answers is not seen, unless it lasts. */
export class Attention {
  #heardAt = 0;
  #longest = 0;
  #inputs: readonly ContactState[] = [];
  #changedAt = Number.NEGATIVE_INFINITY;
  #unchanged = 0;

  /** Time of the last good answer; 0 before the first. */
  get heardAt(): number {
    return this.#heardAt;
  }

  heard(at: number): void {
    this.#longest = Math.max(this.#longest, at - this.#heardAt);
    this.#heardAt = at;
  }

  /**
   * Takes a report of the inputs.
   * @param unasked the PD told it by itself: when nothing is different, something has come and gone unseen
   * @param emptyAt when the PD had nothing to tell the last time
   * @returns longest time without an answer since the report before, infinite when a change may have been missed; and
   * since when one certainly was: the PD may also tell late of a change that it was asked for in the meantime
   */
  saw(inputs: readonly ContactState[], unasked: boolean, emptyAt: number | undefined, at: number): Watched {
    const same = inputs.every((state, input) => state === this.#inputs[input]);
    const missed = unasked && same;
    const blindMs = missed ? Number.POSITIVE_INFINITY : this.#longest;
    if (missed) this.#unchanged += 1;
    else if (!same) this.#unchanged = 0;
    const certain =
      missed && emptyAt !== undefined && this.#changedAt < emptyAt && this.#unchanged <= MOST_UNCHANGED;
    this.#longest = 0;
    this.#inputs = inputs;
    if (!same) this.#changedAt = at;
    return certain ? { blindMs, missedSince: emptyAt } : { blindMs };
  }
}
