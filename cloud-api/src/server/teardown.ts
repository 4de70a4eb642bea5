interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

/** What was started, to be stopped in the opposite order. One that fails does not keep the others running. */
export class Teardown {
  readonly #steps: Step[] = [];
  #running: Promise<void> | undefined;

  add(name: string, stop: () => Promise<unknown>): void {
    this.#steps.push({ name, stop });
  }

  /**
   * Stops everything, once; later calls wait for the same end.
   * @throws AggregateError of what could not be stopped
   */
  run(): Promise<void> {
    this.#running ??= this.#stopAll();
    return this.#running;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const { name, stop } of this.#steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        failures.push(new Error(`${name} does not stop`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything has stopped');
  }
}
