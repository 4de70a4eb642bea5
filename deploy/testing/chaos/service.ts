import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Longer than an orderly stop takes on a machine under the heaviest load. */
const STOP_MS = 60_000;

/** A real process that is started again whenever it ends, as systemd does, until it is stopped. */
export class Supervised {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #log: string;
  readonly #restartMs: number;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #wanted = false;
  #ended: Promise<unknown> = Promise.resolve();

  private constructor(
    program: string,
    args: readonly string[],
    log: string,
    restartMs: number,
    environment: NodeJS.ProcessEnv,
  ) {
    this.#program = program;
    this.#args = args;
    this.#log = log;
    this.#restartMs = restartMs;
    this.#environment = environment;
  }

  /** @param args the entry and what follows it */
  static node(args: readonly string[], log: string, restartMs: number, environment: NodeJS.ProcessEnv = {}) {
    return new Supervised(process.execPath, args, log, restartMs, environment);
  }

  static program(program: string, args: readonly string[], log: string, restartMs: number) {
    return new Supervised(program, args, log, restartMs, {});
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#spawn();
  }

  /** As the kernel's out-of-memory killer or a power cut of one board would. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** As an operator would; does not come back. @throws Error when it goes on all the same */
  async stop(): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    child?.kill('SIGTERM');
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child?.kill('SIGKILL');
    }, STOP_MS);
    await this.#ended;
    clearTimeout(timer);
    if (late) throw new Error(`${this.#args.join(' ')} did not stop within ${STOP_MS / 1_000} s`);
  }

  #spawn(): void {
    const env = { ...process.env, ...this.#environment };
    const child = spawn(this.#program, [...this.#args], { stdio: ['ignore', 'pipe', 'pipe'], env });
    const log = createWriteStream(this.#log, { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.#child = child;
    this.#ended = once(child, 'exit').then(() => {
      this.#child = undefined;
      log.end();
      if (this.#wanted) setTimeout(() => this.#wanted && this.#spawn(), this.#restartMs);
    });
  }
}
