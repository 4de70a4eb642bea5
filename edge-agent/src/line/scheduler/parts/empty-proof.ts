/** Reports in a row after which a PD is one that never has nothing to say. */
const MOST_REPORTS = 100;

/** What is known about reads that may wait in a PD: an answer with nothing in it proves that none does (I9). */
export class EmptyProof {
  #at: number | undefined;
  /** POLLs answered with a report since the last empty answer. */
  #reports = 0;

  /** When the last POLL of this session that was answered with nothing was first sent. */
  get at(): number | undefined {
    return this.#at;
  }

  /** The last answer to a POLL was not empty: something else may wait behind it. */
  get reported(): boolean {
    return this.#reports > 0;
  }

  /** @param askedAt when this POLL was first sent */
  polled(empty: boolean, askedAt: number): void {
    this.#reports = empty ? 0 : this.#reports + 1;
    if (empty) this.#at = askedAt;
  }

  /**
   * For more than `ms` nothing has proved that no read waits: the next one would be at least of that age. A PD that
   * never comes to an end is not waited for.
   */
  isMissing(now: number, ms: number): boolean {
    if (this.#reports > MOST_REPORTS) return false;
    return this.#at === undefined ? this.reported : now - this.#at > ms;
  }

  /** A new session: what was known is void. */
  forget(): void {
    this.#at = undefined;
    this.#reports = 0;
  }
}
