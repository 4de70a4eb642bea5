interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

/** Longer than an honest stop of any part, PostgreSQL's included. */
const STEP_MS = 10_000;

/** What was started, to be stopped in the opposite order. One that fails, or hangs, does not keep the others running. */
export class Teardown {
  readonly #steps: Step[] = [];
  readonly #stepMs: number;
  #running: Promise<void> | undefined;

  constructor(stepMs = STEP_MS) {
    this.#stepMs = stepMs;
  }

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
        await this.#inTime(stop());
      } catch (error) {
        failures.push(new Error(`${name} does not stop`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything has stopped');
  }

  /** A part that waits for a database which is gone would wait for ever. */
  async #inTime(work: Promise<unknown>): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`not within ${this.#stepMs} ms`)), this.#stepMs);
    try {
      await Promise.race([work, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
