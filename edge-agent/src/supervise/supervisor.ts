import type { Logger } from 'pino';
import { type ProcessSpec, SupervisedProcess } from './supervised-process.ts';

/** Runs several processes, each on its own: one that ends is started again while the others go on. */
export class Supervisor {
  readonly #log: Logger;
  readonly #processes = new Map<string, SupervisedProcess>();
  readonly #failed = Promise.withResolvers<number>();

  /** @param specs in the order of their start; they are stopped in the opposite one */
  constructor(specs: readonly ProcessSpec[], log: Logger) {
    this.#log = log;
    for (const spec of specs) this.#add(spec);
  }

  start(): void {
    for (const one of this.#processes.values()) one.start();
  }

  /** Exit code of a process that cannot be helped by another start: a wrong configuration. */
  get failed(): Promise<number> {
    return this.#failed.promise;
  }

  /** Ends what is no longer wanted and starts what is new; the others go on. */
  async want(specs: readonly ProcessSpec[]): Promise<void> {
    const names = new Set(specs.map(({ name }) => name));
    for (const [name, one] of this.#processes) {
      if (names.has(name)) continue;
      this.#processes.delete(name);
      await one.stop();
    }
    for (const spec of specs) if (!this.#processes.has(spec.name)) this.#add(spec).start();
  }

  /** Hands a signal on to one of them. */
  signal(name: string, signal: NodeJS.Signals): void {
    this.#processes.get(name)?.signal(signal);
  }

  /** @returns whether each has done what it had to do at its end */
  async stop(): Promise<boolean> {
    let isDone = true;
    for (const one of [...this.#processes.values()].reverse()) isDone = (await one.stop()) && isDone;
    return isDone;
  }

  #add(spec: ProcessSpec): SupervisedProcess {
    const one = new SupervisedProcess(spec, this.#log.child({ process: spec.name }));
    this.#processes.set(spec.name, one);
    void one.failed.then((code) => this.#failed.resolve(code));
    return one;
  }
}
