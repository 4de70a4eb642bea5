/** How well a PD is watched: what happens between two of its answers is not seen, unless it lasts. */
export class Attention {
  #heardAt = 0;
  #longest = 0;

  /** Time of the last good answer; 0 before the first. */
  get heardAt(): number {
    return this.#heardAt;
  }

  heard(at: number): void {
    this.#longest = Math.max(this.#longest, at - this.#heardAt);
    this.#heardAt = at;
  }

  /** Longest time between two answers since this was asked for last. */
  takeLongest(): number {
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }
}
