import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { SchoolConfig } from '@vratar/firmware-sim/school';
import { within } from '../until.ts';
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
    try {
      await opened;
    } catch (error) {
      school.#child.kill('SIGKILL');
      throw error;
    }
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
    if (this.#child.connected) this.#child.disconnect();
    try {
      await within('the end of a simulated school', ended);
    } catch (error) {
      this.#child.kill('SIGKILL');
      throw error;
    }
  }

  #tell(order: SchoolOrder): void {
    this.#child.send(order);
  }

  #hears(kind: SchoolNotice['kind']): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const listen = (notice: SchoolNotice) => {
      if (notice.kind === kind) resolve();
    };
    const gone = () => reject(new Error('the simulated school has ended'));
    this.#child.on('message', listen);
    this.#child.once('exit', gone);
    return within(`a simulated school that ${kind}`, promise).finally(() => {
      this.#child.off('message', listen);
      this.#child.off('exit', gone);
    });
  }
}
