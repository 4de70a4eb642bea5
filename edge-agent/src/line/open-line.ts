import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { VratarError } from '@vratar/protocol/errors';
import type { Command, Reply } from '@vratar/protocol/osdp';
import { AlarmClock } from './alarm-clock.ts';
import type { LineEvent, PdAddress, WishSource } from './contract.ts';
import { PortKeeper } from './port-keeper.ts';
import type { OpenPort } from './ports/byte-port.ts';
import type { LineConfig } from './scheduler/config.ts';
import type { LineInput } from './scheduler/effects.ts';
import type { TaskResult } from './scheduler/parts/tasks.ts';
import { LineScheduler, type LineStatus } from './scheduler/scheduler.ts';

export interface LineOptions {
  readonly config: LineConfig;
  readonly port: OpenPort;
  /** Asked at each moment of sending. */
  readonly wishes: WishSource;
  /** Called in order, never inside a call into the line. Must not throw. */
  readonly onEvent: (event: LineEvent) => void;
  /** Monotonic ms, as in events and wishes; the process's own when absent. */
  readonly now?: () => number;
}

/** A running line: it owns its port and its timers until `close`. */
export interface Line {
  /** The wish for this device, or for all, may have changed; call it at once when it has. */
  touched(address?: PdAddress): void;
  /** Adds, removes and changes devices; a changed `baud` opens the port anew. */
  configure(config: LineConfig): Promise<void>;
  /**
   * Sends one command to a PD that is online, between its POLLs. Under a fire latch it is given up, unless it is to go then.
   * @throws VratarError `device_offline`, `device_refused`, `device_unknown`, `device_overloaded`, `device_under_fire`
   */
  send(address: PdAddress, command: Command, underFire?: boolean): Promise<Reply>;
  /**
   * Gives a PD that is still on the default key its first key; from then on it is met under that key alone.
   * Given up under a fire latch.
   * @throws VratarError `device_not_default`, `device_offline`, `device_refused`, `device_unknown`, `device_under_fire`
   */
  commission(address: PdAddress, key: Uint8Array): Promise<void>;
  status(): LineStatus;
  /** A fire latch holds this PD's outputs released, whether the line speaks to it now or not. */
  isFire(address: PdAddress): boolean;
  close(): Promise<void>;
}

/** Starts a line; the port need not be there yet. */
export function openLine(options: LineOptions): Line {
  const line = new RunningLine(options);
  line.start();
  return line;
}

class RunningLine implements Line {
  readonly #options: LineOptions;
  readonly #scheduler: LineScheduler;
  readonly #port: PortKeeper;
  readonly #now: () => number;
  readonly #clock: AlarmClock;
  readonly #inputs: LineInput[] = [];
  readonly #tasks = new Map<number, (result: TaskResult) => void>();
  #nextTask = 1;
  #running = false;
  #closed = false;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#clock = new AlarmClock(() => this.#feed({ kind: 'wake' }), this.#now);
    this.#scheduler = new LineScheduler(options.config, options.wishes, (size) => randomBytes(size));
    this.#port = new PortKeeper({
      open: options.port,
      baud: options.config.baud,
      random: Math.random,
      onUp: () => this.#feed({ kind: 'port', up: true, reason: 'opened' }),
      onDown: (reason) => this.#feed({ kind: 'port', up: false, reason }),
      onBytes: (bytes) => this.#feed({ kind: 'bytes', bytes }),
    });
  }

  start(): void {
    this.#port.start();
  }

  touched(address?: PdAddress): void {
    this.#feed(address === undefined ? { kind: 'touched' } : { kind: 'touched', address });
  }

  async configure(config: LineConfig): Promise<void> {
    this.#feed({ kind: 'configure', config });
    await this.#port.setBaud(config.baud);
  }

  send(address: PdAddress, command: Command, underFire = false): Promise<Reply> {
    const task = (id: number) => ({ id, command, underFire });
    return this.#order(address, command.kind, (id) => ({ kind: 'task', address, task: task(id) }));
  }

  async commission(address: PdAddress, key: Uint8Array): Promise<void> {
    await this.#order(address, 'KEYSET', (id) => ({ kind: 'commission', address, id, key }));
  }

  status(): LineStatus {
    return this.#scheduler.status();
  }

  isFire(address: PdAddress): boolean {
    return this.#options.wishes(address, this.#now()).fire;
  }

  async close(): Promise<void> {
    await this.#port.stop();
    this.#closed = true;
    this.#clock.stop();
  }

  /** What the gate does in answer to an event comes back as an input while the event is being told: one at a time. */
  #feed(input: LineInput): void {
    if (this.#closed) return;
    this.#inputs.push(input);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#step(next);
    } finally {
      this.#running = false;
    }
  }

  #step(input: LineInput): void {
    const now = this.#now();
    const { send, events, results, wakeAt } = this.#scheduler.step(input, now);
    if (send !== undefined) this.#port.write(send);
    for (const event of events) this.#options.onEvent(event);
    for (const result of results) this.#finish(result);
    if (this.#inputs.length > 0) return;
    if (wakeAt <= now) this.#inputs.push({ kind: 'wake' });
    else this.#clock.set(wakeAt);
  }

  #order(address: PdAddress, command: string, input: (id: number) => LineInput): Promise<Reply> {
    const id = this.#nextTask;
    this.#nextTask += 1;
    return new Promise((done, fail) => {
      this.#tasks.set(id, (result) => {
        if (result.ok) done(result.reply);
        else fail(taskError(address, command, result));
      });
      this.#feed(input(id));
    });
  }

  #finish(result: TaskResult): void {
    const finish = this.#tasks.get(result.id);
    this.#tasks.delete(result.id);
    finish?.(result);
  }
}

const ERROR_OF = {
  offline: 'device_offline',
  removed: 'device_unknown',
  too_many: 'device_overloaded',
  no_default_key: 'device_not_default',
  fire: 'device_under_fire',
} as const;

function taskError(address: PdAddress, command: string, result: TaskResult & { ok: false }): VratarError {
  if (result.why === 'refused') {
    return new VratarError('device_refused', { address, command, nak: result.nak });
  }
  return new VratarError(ERROR_OF[result.why], { address });
}
