import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Logger } from 'pino';
import { backOff } from './back-off.ts';
import { SUPERVISED } from './supervised.ts';

export interface ProcessSpec {
  readonly name: string;
  /** Arguments of Node: the script, and its own. */
  readonly args: readonly string[];
}

/**
 * A young generation of 1 MB instead of 16: these processes make little garbage, and the memory is a small gateway's.
 * (MALLOC_ARENA_MAX does the same for the allocator below.)
 */
const SMALL_HEAP = ['--max-semi-space-size=1'];
/** Exit code of a wrong configuration: starting again does not change it. */
const HOPELESS = 2;
/** A process that has run for so long starts again at once when it ends. */
const STEADY_MS = 60_000;
const STOP_MS = 10_000;

/** One child process, started again with growing pauses whenever it ends by itself. */
export class SupervisedProcess {
  readonly #spec: ProcessSpec;
  readonly #log: Logger;
  readonly #failed = Promise.withResolvers<number>();
  #child: ChildProcess | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(spec: ProcessSpec, log: Logger) {
    this.#spec = spec;
    this.#log = log;
  }

  get failed(): Promise<number> {
    return this.#failed.promise;
  }

  start(): void {
    const started = performance.now();
    // The pipe closes when this process is gone, even by SIGKILL: the child then ends too, and frees what it holds.
    const child = spawn(process.execPath, [...SMALL_HEAP, ...this.#spec.args], {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { MALLOC_ARENA_MAX: '2', ...process.env, [SUPERVISED]: '1' },
    });
    this.#child = child;
    child.once('exit', (code, signal) => this.#onExit(code, signal, performance.now() - started));
  }

  /** Hands a signal on. */
  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  /** Asks it to end, and ends it when it does not within 10 s. @returns whether what it had to do at its end is done */
  async stop(): Promise<boolean> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return true;
    const exited = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.kill('SIGTERM');
    const [code, signal] = await exited;
    clearTimeout(timer);
    // Ended by the asking itself: it had not come so far that there was anything to do.
    return code === 0 || signal === 'SIGTERM';
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null, ranMs: number): void {
    if (this.#stopping) return;
    if (code === HOPELESS) {
      this.#failed.resolve(HOPELESS);
      return;
    }
    this.#failures = ranMs >= STEADY_MS ? 0 : this.#failures + 1;
    const wait = backOff(this.#failures);
    this.#log.error(
      { code, signal, ranMs: Math.round(ranMs), againInMs: wait },
      'ended by itself; starting it again',
    );
    this.#timer = setTimeout(() => this.start(), wait);
  }
}
