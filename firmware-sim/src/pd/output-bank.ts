import type { OutputControl } from '@vratar/protocol/osdp';
import type { Clock, Timer } from '../time/index.ts';

/** One entry of an OUT command. */
export interface OutputOrder {
  readonly output: number;
  readonly control: OutputControl;
  readonly timerTenths: number;
}

interface Relay {
  permanent: boolean;
  timed: { readonly on: boolean; readonly end: Timer } | undefined;
}

/** What becomes of the permanent state, and of a timer that is running. */
const PERMANENT: Partial<Record<OutputControl, { readonly on: boolean; readonly abort: boolean }>> = {
  offAbortTimer: { on: false, abort: true },
  onAbortTimer: { on: true, abort: true },
  offKeepTimer: { on: false, abort: false },
  onKeepTimer: { on: true, abort: false },
};
const TIMED: Partial<Record<OutputControl, boolean>> = { timedOn: true, timedOff: false };

/** The relays of a PD. Timed states end by themselves, whatever happens to the ACU. */
export class OutputBank {
  readonly #clock: Clock;
  readonly #relays: Relay[];
  readonly #changed: (output: number, on: boolean, atMs: number) => void;

  constructor(
    clock: Clock,
    count: number,
    changed: (output: number, on: boolean, atMs: number) => void = () => {},
  ) {
    this.#clock = clock;
    this.#changed = changed;
    this.#relays = Array.from({ length: count }, () => ({ permanent: false, timed: undefined }));
  }

  get count(): number {
    return this.#relays.length;
  }

  /** Electrical state of each output. */
  states(): boolean[] {
    return this.#relays.map(isOn);
  }

  /** Obeys one entry; false when there is no such output, and then nothing has changed. */
  apply(order: OutputOrder, atMs: number): boolean {
    const relay = this.#relays[order.output];
    if (relay === undefined) return false;
    const before = isOn(relay);
    this.#obey(relay, order, atMs);
    this.#report(order.output, before, atMs);
    return true;
  }

  /** Power is gone: every relay falls, every timer is forgotten. */
  reset(atMs: number): void {
    this.#relays.forEach((relay, output) => {
      const before = isOn(relay);
      stop(relay);
      relay.permanent = false;
      this.#report(output, before, atMs);
    });
  }

  #obey(relay: Relay, { control, timerTenths }: OutputOrder, atMs: number): void {
    const permanent = PERMANENT[control];
    if (permanent !== undefined) {
      if (permanent.abort) stop(relay);
      relay.permanent = permanent.on;
    }
    const on = TIMED[control];
    if (on === undefined) return;
    stop(relay);
    const end = atMs + timerTenths * 100;
    relay.timed = { on, end: this.#clock.at(end, () => this.#expire(relay, end)) };
  }

  #expire(relay: Relay, atMs: number): void {
    const before = isOn(relay);
    relay.timed = undefined;
    this.#report(this.#relays.indexOf(relay), before, atMs);
  }

  #report(output: number, before: boolean, atMs: number): void {
    const now = isOn(this.#relays[output]!);
    if (now !== before) this.#changed(output, now, atMs);
  }
}

function isOn(relay: Relay): boolean {
  return relay.timed?.on ?? relay.permanent;
}

function stop(relay: Relay): void {
  relay.timed?.end.cancel();
  relay.timed = undefined;
}
