import type { Clock, Timer } from '../time/index.ts';

/** Arms of an anti-panic tripod fall so long after both directions became free, and are lifted so long after locking. */
const FALL_MS = 500;
const LIFT_MS = 1000;

/** Arms that drop when the lane is free both ways, as turnstiles with an emergency release do. */
export class Arms {
  readonly #clock: Clock;
  readonly #changed: (down: boolean, atMs: number) => void;
  #down = false;
  #moving: { down: boolean; timer: Timer } | undefined;

  constructor(clock: Clock, changed: (down: boolean, atMs: number) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get down(): boolean {
    return this.#down;
  }

  /** Whether the lane is free both ways now. */
  setEmergency(emergency: boolean): void {
    if ((this.#moving?.down ?? this.#down) === emergency) return;
    this.#moving?.timer.cancel();
    this.#moving = undefined;
    if (this.#down === emergency) return;
    const at = this.#clock.now() + (emergency ? FALL_MS : LIFT_MS);
    const timer = this.#clock.at(at, () => {
      this.#moving = undefined;
      this.#down = emergency;
      this.#changed(emergency, at);
    });
    this.#moving = { down: emergency, timer };
  }
}
