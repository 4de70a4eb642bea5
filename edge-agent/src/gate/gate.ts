import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { GateClock } from '../clock/gate-clock.ts';
import type { MachineClock } from '../clock/machine-clock.ts';
import type { AskNtp } from '../clock/ntp-status.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { GateCore, GateOptions } from '../core/index.ts';
import { LatchFiles } from '../fire-latch/latch-files.ts';
import type { Reopened } from '../store/messages.ts';
import { type Assembly, assemble } from './assemble.ts';
import type { OpenLine } from './line-runner.ts';
import { holdFolder, holdSockets } from './single-instance.ts';
import { StoreLink } from './store-link.ts';

export interface GateParts {
  readonly loaded: LoadedConfig;
  readonly secrets: Secrets;
  readonly machine: MachineClock;
  readonly askNtp: AskNtp;
  readonly createCore: (options: GateOptions) => GateCore;
  /** Made anew for each configuration. @throws VratarError `device_key_missing` */
  readonly linesOf: (loaded: LoadedConfig, secrets: Secrets) => OpenLine;
  readonly log: Logger;
  /** The store's worker; another one only in tests and benchmarks. */
  readonly storeWorker?: URL;
}

/** How long the start waits for a disk before lanes are served without what it holds. */
const STORE_WAIT_MS = 2000;

type Found = Reopened['opened'] | undefined;

/** The gate process: everything that opens doors, and nothing that reaches the network. */
export class Gate {
  readonly #parts: GateParts;
  #assembly: Assembly | undefined;
  #stops: (() => Promise<void> | void)[] = [];

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /**
   * Starts in the order that safety asks for: one process, the latch, the journal, the core, and only then devices.
   * @throws VratarError `already_running`, `sockets_taken`, `socket_insecure` and others of the socket
   */
  async start(): Promise<void> {
    try {
      await this.#startAll();
    } catch (error) {
      await this.stop().catch((other: unknown) => this.#parts.log.error({ err: other }, 'stop'));
      throw error;
    }
  }

  /** Takes over what the configuration says now; an error changes nothing. Errors as of `Changes.reload`. */
  async reload(): Promise<void> {
    await this.#assembly?.reload();
  }

  /**
   * Ends in reverse order: devices are left alone, what waits is committed, the journal is closed as clean.
   * @throws VratarError of the journal, as `StoreApi.close`, after everything has ended
   */
  async stop(): Promise<void> {
    const stops = this.#stops.reverse();
    this.#stops = [];
    const errors: unknown[] = [];
    for (const stop of stops) {
      try {
        await stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  async #startAll(): Promise<void> {
    const { loaded, log, storeWorker } = this.#parts;
    const { data } = loaded;
    const ranBefore = hasJournal(data);
    this.#stops.push(holdFolder(data));
    this.#stops.push(holdSockets(loaded.socketFolder));
    let assembly: Assembly | undefined;
    const latch = new LatchFiles(join(data, 'fire'), (failing, why) => assembly?.onLatchFault(failing, why));
    const reading = latch.read(ranBefore);
    const stamp = stampOf(this.#parts.machine.utc());
    const store = new StoreLink({ folder: data, stamp }, log, storeWorker);
    this.#stops.push(() => store.close());
    const [found, list] = await Promise.all([store.opened(STORE_WAIT_MS), store.list(STORE_WAIT_MS)]);
    const steps: number[] = [];
    const onStep = (ms: number): void => {
      if (assembly === undefined) steps.push(ms);
      else assembly.onClockStep(ms);
    };
    const clock = this.#clock(found, onStep);
    await clock.start();
    this.#stops.push(() => clock.stop());
    const built = assemble({ ...this.#parts, stamp, clock, steps, latch, reading, store, found, list });
    assembly = built;
    this.#assembly = built;
    for (const ms of steps) built.onClockStep(ms);
    this.#stops.push(() => built.stop());
    await built.start();
  }

  #clock(found: Found, onStep: (ms: number) => void): GateClock {
    const { machine, askNtp } = this.#parts;
    const last = found?.opening.last;
    const earlier =
      last?.boot === machine.boot ? { utc: last.at, mono: last.mono, state: last.clock } : undefined;
    return new GateClock({
      machine,
      askNtp,
      onStep: ({ ms }) => onStep(ms),
      ...(earlier && { earlier }),
    });
  }
}

/** Whether a journal of an earlier run exists. */
function hasJournal(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.startsWith('journal.'));
  } catch {
    return false;
  }
}

const stampOf = (utc: number): string => new Date(utc).toISOString().replaceAll(/[:.]/g, '');
