import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { until, within } from '../../../../deploy/testing/until.ts';

/** Two PTYs joined by socat, as two ends of a serial cable. */
export class PtyPair {
  readonly a: string;
  readonly b: string;
  #socat: ChildProcess | undefined;

  constructor(prefix: string) {
    this.a = `${prefix}-a`;
    this.b = `${prefix}-b`;
  }

  async plug(): Promise<void> {
    const end = (link: string) => `pty,raw,echo=0,link=${link}`;
    this.#socat = spawn('socat', [end(this.a), end(this.b)], { stdio: 'ignore' });
    const isThere = () => existsSync(this.a) && existsSync(this.b);
    await until('both terminals of socat', isThere, undefined, 10);
  }

  /** As an adapter pulled out: both ends are gone at once. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = undefined;
    if (socat === undefined) return;
    const ended = new Promise((done) => socat.once('exit', done));
    socat.kill('SIGKILL');
    await within('the end of socat', ended);
    rmSync(this.a, { force: true });
    rmSync(this.b, { force: true });
  }
}
