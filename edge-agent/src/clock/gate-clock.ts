import type { ClockState } from '@vratar/protocol/messages';
import type { Moment } from '../core/index.ts';
import { clockState } from './clock-state.ts';
import type { MachineClock } from './machine-clock.ts';
import type { AskNtp } from './ntp-status.ts';
import { type ClockStep, StepWatch } from './step-watch.ts';

const ASK_EVERY_MS = 60_000;
/** Two looks within so long are one: far less than a step, far more than they take. */
const LOOK_MS = 50;

export interface GateClockOptions {
  readonly machine: MachineClock;
  readonly askNtp: AskNtp;
  /** The last event of an earlier run, when it was written in this boot. */
  readonly earlier?: { readonly utc: number; readonly mono: number; readonly state: ClockState };
  /** Told before any moment after the step is given out. */
  readonly onStep: (step: ClockStep) => void;
}

/** Moments by both clocks, with the state of the wall clock, for everything that the gate does. */
export class GateClock {
  readonly #options: GateClockOptions;
  readonly #watch: StepWatch;
  #state: ClockState;
  #wasSynced: boolean;
  #timer: NodeJS.Timeout | undefined;
  #steps = 0;
  #asking: Promise<void> | undefined;

  constructor(options: GateClockOptions) {
    this.#options = options;
    const { machine, earlier } = options;
    this.#watch = new StepWatch(earlier ? earlier.utc - earlier.mono : machine.utc() - machine.mono());
    this.#wasSynced = earlier !== undefined && earlier.state !== 'unsynced';
    this.#state = clockState(undefined, this.#wasSynced);
  }

  /** Asks the kernel now, and then each minute. */
  async start(): Promise<void> {
    await this.#ask();
    this.#timer = setInterval(() => void this.#ask(), ASK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  now(): Moment {
    const { onStep } = this.#options;
    const { mono, utc } = this.#look();
    const step = this.#watch.look(utc, mono);
    if (step !== undefined) {
      this.#steps += 1;
      onStep(step);
      void this.#ask();
    }
    return { mono, utc, clock: this.#state };
  }

  /** A process that is stopped between the looks at its two clocks would take the pause for a step. */
  #look(): { readonly mono: number; readonly utc: number } {
    const { machine } = this.#options;
    for (;;) {
      const mono = machine.mono();
      const utc = machine.utc();
      if (machine.mono() - mono < LOOK_MS) return { mono, utc };
    }
  }

  /** Also after each step: whoever sets a clock by hand takes it from NTP, and NTP may just have set it right. */
  #ask(): Promise<void> {
    this.#asking ??= this.#askAll().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** An answer that a step has overtaken may be of the clock before it. */
  async #askAll(): Promise<void> {
    let synced: boolean | undefined;
    let steps: number;
    do {
      steps = this.#steps;
      synced = await this.#options.askNtp();
    } while (steps !== this.#steps);
    this.#wasSynced ||= synced === true;
    this.#state = clockState(synced, this.#wasSynced);
  }
}
