import { type ChildProcess, fork } from 'node:child_process';
import type { AcuNotice, AcuOptions, AcuRequest } from './acu-messages.ts';

type Usage = Extract<AcuNotice, { kind: 'usage' }>;

/** The ACU's process, seen from the measurement. */
export class AcuProcess {
  readonly commits: number[] = [];
  readonly online = new Set<number>();
  readonly #child: ChildProcess;
  #waiting: ((notice: AcuNotice) => void)[] = [];

  constructor(options: AcuOptions) {
    this.#child = fork(new URL('./acu.ts', import.meta.url), [JSON.stringify(options)]);
    this.#child.on('message', (notice: AcuNotice) => this.#take(notice));
  }

  /** Waits until these devices are in session. */
  async whenOnline(addresses: readonly number[]): Promise<void> {
    while (!addresses.every((address) => this.online.has(address))) await this.#next();
  }

  async usage(): Promise<Usage> {
    this.#ask('usage');
    for (;;) {
      const notice = await this.#next();
      if (notice.kind === 'usage') return notice;
    }
  }

  async stop(): Promise<void> {
    const exited = new Promise((done) => this.#child.once('exit', done));
    this.#ask('stop');
    await exited;
  }

  #ask(request: AcuRequest): void {
    this.#child.send(request);
  }

  #next(): Promise<AcuNotice> {
    return new Promise((done) => this.#waiting.push(done));
  }

  #take(notice: AcuNotice): void {
    if (notice.kind === 'online') this.online.add(notice.address);
    if (notice.kind === 'offline') this.online.delete(notice.address);
    if (notice.kind === 'committed') this.commits.push(notice.ms);
    for (const wake of this.#waiting.splice(0)) wake(notice);
  }
}
