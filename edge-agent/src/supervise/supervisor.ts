import type { Logger } from 'pino';
import { type ProcessSpec, SupervisedProcess } from './supervised-process.ts';

/** Runs several processes, each on its own: one that ends is started again while the others go on. */
export class Supervisor {
  readonly #processes: readonly SupervisedProcess[];

  /** @param specs in the order of their start; they are stopped in the opposite one */
  constructor(specs: readonly ProcessSpec[], log: Logger) {
    this.#processes = specs.map((spec) => new SupervisedProcess(spec, log.child({ process: spec.name })));
  }

  start(): void {
    for (const one of this.#processes) one.start();
  }

  /** Exit code of a process that cannot be helped by another start: a wrong configuration. */
  get failed(): Promise<number> {
    return Promise.race(this.#processes.map((one) => one.failed));
  }

  async stop(): Promise<void> {
    for (const one of [...this.#processes].reverse()) await one.stop();
  }
}
