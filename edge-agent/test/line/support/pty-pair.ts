import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';

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
    while (!existsSync(this.a) || !existsSync(this.b)) await new Promise((done) => setTimeout(done, 10));
  }

  /** As an adapter pulled out: both ends are gone at once. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = undefined;
    if (socat === undefined) return;
    const ended = new Promise((done) => socat.once('exit', done));
    socat.kill('SIGKILL');
    await ended;
    rmSync(this.a, { force: true });
    rmSync(this.b, { force: true });
  }
}
