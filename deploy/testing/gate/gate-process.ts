import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { Role } from '@vratar/edge-agent/src/socket/schema.ts';
import { killProcess } from '../chaos/kill-process.ts';
import { within } from '../until.ts';
import { VRATAR_EDGE } from '../vratar-edge.ts';

const READY_MS = 60_000;
/** Longer than an orderly stop takes on a machine under the heaviest load. */
const END_MS = 60_000;

export interface GateProcessOptions {
  readonly folder: string;
  /** Put before Node's own: `strace …`. */
  readonly wrapper?: readonly string[];
  readonly nodeArgs?: readonly string[];
  /** Another entry than `vratar-edge gate`. */
  readonly entry?: string;
}

/** The gate as a real process on a configuration in `folder`. */
export class GateProcess {
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  readonly #wrapped: boolean;
  #output = '';

  constructor(options: GateProcessOptions) {
    const { folder, wrapper = [], nodeArgs = [], entry = VRATAR_EDGE } = options;
    this.#folder = folder;
    this.#wrapped = wrapper.length > 0;
    const own = [process.execPath, ...nodeArgs, entry, 'gate', '--config', join(folder, 'edge.yaml')];
    const [command, ...args] = [...wrapper, ...own];
    this.#child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(join(folder, 'gate.log'), { flags: 'a' });
    this.#child.stdout!.pipe(log);
    this.#child.stderr!.pipe(log);
    for (const stream of [this.#child.stdout!, this.#child.stderr!])
      stream.on('data', (text) => {
        this.#output += text;
      });
    this.#exit = once(this.#child, 'close');
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** What it has printed. */
  output(): string {
    return this.#output;
  }

  /** @throws Error when it does not end by itself */
  async exitCode(): Promise<number | null> {
    await within('the end of a gate', this.#exit, END_MS, () => this.#lastWords);
    return this.#child.exitCode;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Connects as soon as the gate answers. @throws Error with what it has said when it ended, or did not answer */
  async connect(role: Role): Promise<GateClient> {
    for (const end = Date.now() + READY_MS; ; await sleep(20)) {
      try {
        return await GateClient.connect(join(this.#folder, 'edge', 'run'), role, 'test');
      } catch (cause) {
        if (Date.now() < end && this.running) continue;
        const state = this.running ? 'does not answer' : 'has ended';
        throw Object.assign(new Error(`the gate ${state}: ${this.#lastWords}`, { cause }), {
          code: (cause as { code?: string }).code,
        });
      }
    }
  }

  /** Resolves when the process has ended. A wrapper is left to notice by itself. @throws Error when it goes on all the same */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const own = this.#wrapped ? this.#ownPid() : undefined;
    if (own !== undefined) killProcess(own, signal);
    else if (this.running) this.#child.kill(signal);
    try {
      await this.exitCode();
    } catch (error) {
      if (own !== undefined) killProcess(own);
      this.#child.kill('SIGKILL');
      for (const stream of [this.#child.stdout!, this.#child.stderr!]) stream.destroy();
      throw error;
    }
  }

  get #lastWords(): string {
    return this.#output.trimEnd().split('\n').slice(-8).join('\n');
  }

  #ownPid(): number | undefined {
    try {
      return Number(readFileSync(join(this.#folder, 'edge', 'gate.pid'), 'utf8'));
    } catch {
      return undefined;
    }
  }
}
