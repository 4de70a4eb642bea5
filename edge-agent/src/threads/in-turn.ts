/** Does one thing after the other, in the order of asking; one that fails does not stop the next. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what `act` returns, or its error */
  run<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything that was asked so far is done, or has failed. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
