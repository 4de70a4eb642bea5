import type { ContactState } from '../../contract.ts';

/** How well a PD is watched: what happens between two of its answers is not seen, unless it lasts. */
export class Attention {
  #heardAt = 0;
  #longest = 0;
  #inputs: readonly ContactState[] = [];

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
   * @returns longest time without an answer since the report before; infinite when a change is known to have been missed
   */
  saw(inputs: readonly ContactState[], unasked: boolean): number {
    const missed = unasked && inputs.every((state, input) => state === this.#inputs[input]);
    const longest = missed ? Number.POSITIVE_INFINITY : this.#longest;
    this.#longest = 0;
    this.#inputs = inputs;
    return longest;
  }
}
