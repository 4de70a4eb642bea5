import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

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

  /** As an operator would; does not come back. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#child?.kill('SIGTERM');
    await this.#ended;
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
