import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { SchoolConfig } from '@vratar/firmware-sim/school';
import type { Crossing, SchoolNotice, SchoolOrder } from './crossing.ts';

const MAIN = new URL('school-main.ts', import.meta.url).pathname;

/** A simulated lane in a process of its own, and the truth about who went through it. */
export class SimulatedSchool {
  readonly crossings: Crossing[] = [];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (notice: SchoolNotice) => {
      if (notice.kind === 'crossed') this.crossings.push(notice.crossing);
    });
  }

  static async open(config: SchoolConfig, seed: number, cards: number): Promise<SimulatedSchool> {
    const school = new SimulatedSchool(fork(MAIN, { stdio: 'inherit' }));
    const opened = school.#hears('opened');
    school.#tell({ kind: 'open', config, seed, cards });
    await opened;
    return school;
  }

  /** One person after the other goes through, in either direction. */
  walk(): void {
    this.#tell({ kind: 'walk' });
  }

  /** Somebody pushes through without a card. */
  force(): void {
    this.#tell({ kind: 'force' });
  }

  /** Resolves when nobody is on the way any more. */
  async rest(): Promise<void> {
    const rests = this.#hears('rests');
    this.#tell({ kind: 'rest' });
    await rests;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }

  #tell(order: SchoolOrder): void {
    this.#child.send(order);
  }

  #hears(kind: SchoolNotice['kind']): Promise<void> {
    return new Promise((done, fail) => {
      const listen = (notice: SchoolNotice) => {
        if (notice.kind !== kind) return;
        this.#child.off('message', listen);
        this.#child.off('exit', gone);
        done();
      };
      const gone = () => fail(new Error('the simulated school has ended'));
      this.#child.on('message', listen);
      this.#child.once('exit', gone);
    });
  }
}
