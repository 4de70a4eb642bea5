import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PRELOAD = join(import.meta.dirname, 'exit-with-parent.ts');
/** A part that has not stopped by then is killed: an orderly stop of PostgreSQL takes under five seconds, on a busy disk more. */
const STOP_TIMEOUT_MS = 30_000;

export interface ServiceOptions {
  readonly name: string;
  /** TypeScript entry and its arguments. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly log: string;
  /** Answers whether the part does its work; asked again until it does. */
  readonly ready: () => Promise<boolean>;
  readonly readyTimeoutMs: number;
}

/** One part of the system as a child process, its output in a log file. */
export class Service {
  readonly name: string;
  readonly #options: ServiceOptions;
  #child: ChildProcess | undefined;
  #exit: Promise<number> = Promise.resolve(0);

  constructor(options: ServiceOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** Process number of the running part; undefined when it does not run. */
  get pid(): number | undefined {
    return this.#running ? this.#child?.pid : undefined;
  }

  get #running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves with the exit code when the process ends, for whatever reason. */
  get exit(): Promise<number> {
    return this.#exit;
  }

  /** The end of what it said: where a part that failed explains itself. */
  get lastWords(): string {
    return readFileSync(this.#options.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  }

  /** @throws Error with the part's own last words when it ends, or stays silent, before it is ready */
  async start(signal: AbortSignal): Promise<void> {
    const { entry, args, log } = this.#options;
    mkdirSync(dirname(log), { recursive: true });
    const file = createWriteStream(log, { flags: 'a' });
    // A group of its own: the terminal's Ctrl-C reaches only the starter, which stops the parts in order.
    const child = spawn(process.execPath, ['--import', PRELOAD, entry, ...args], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    this.#child = child;
    this.#exit = new Promise((resolve) => child.on('close', (code) => file.end(() => resolve(code ?? 1))));
    await this.#untilReady(signal);
  }

  /** Ends it as a power cut would: nothing in it runs any more. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#exit;
  }

  /** @returns whether it stopped by itself; after 30 s it is killed */
  async stop(): Promise<boolean> {
    const child = this.#child;
    if (child === undefined || !this.#running) return true;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#exit;
    clearTimeout(timer);
    return child.signalCode !== 'SIGKILL';
  }

  async #untilReady(signal: AbortSignal): Promise<void> {
    const { ready, readyTimeoutMs, name } = this.#options;
    let ended = false;
    void this.#exit.then(() => (ended = true));
    const deadline = Date.now() + readyTimeoutMs;
    while (!(await ready())) {
      if (ended) throw new Error(`${name} stopped:\n${this.lastWords}`);
      if (Date.now() > deadline)
        throw new Error(`${name} is not ready after ${readyTimeoutMs / 1000} s:\n${this.lastWords}`);
      await sleep(100, undefined, { signal });
    }
  }
}
