import type { LedColorName } from '@vratar/protocol/osdp';
import type { LedWish } from '../../contract.ts';
import { tenths } from './tenths.ts';

/** What one LED is to show: a state that stays, and one that passes. */
export interface LampWish {
  steady?: LedWish;
  passing?: LedWish;
}

interface Blink {
  readonly onTenths: number;
  readonly offTenths: number;
  readonly onColor: LedColorName;
  readonly offColor: LedColorName;
}

const DARK: Blink = { onTenths: 0, offTenths: 0, onColor: 'off', offColor: 'off' };

/** One LED as the PD was told to light it. */
export class Lamp {
  readonly reader: number;
  readonly led: number;
  #shown: LedWish | undefined;
  #flashId: number | undefined;
  #flashEndsAt = 0;

  constructor(reader: number, led: number) {
    this.reader = reader;
    this.led = led;
  }

  /** The PD may have forgotten it; a passing state is not shown twice. */
  reset(): void {
    this.#shown = undefined;
    this.#flashEndsAt = 0;
  }

  differs(wish: LampWish, now: number): boolean {
    return this.#steadyDiffers(wish) || this.#flashDue(wish) || this.#flashOutlived(wish, now);
  }

  record(wish: LampWish, now: number) {
    const { reader, led } = this;
    const { steady, passing } = wish;
    const flash = this.#flashDue(wish);
    const control = flash ? 'set' : this.#flashOutlived(wish, now) ? 'cancel' : 'nothing';
    const blink = flash ? blinkOf(passing!) : DARK;
    const timerTenths = flash ? tenths(passing!.temporary!.forMs, 0xffff) : 0;
    return {
      reader,
      led,
      temporary: { control, ...blink, timerTenths },
      permanent: this.#steadyDiffers(wish)
        ? ({ control: 'set', ...blinkOf(steady!) } as const)
        : ({ control: 'nothing', ...DARK } as const),
    } as const;
  }

  taken({ steady, passing }: LampWish, at: number): void {
    if (steady !== undefined) this.#shown = steady;
    if (passing === undefined) this.#flashEndsAt = 0;
    else if (this.#flashId !== passing.temporary!.id) {
      this.#flashId = passing.temporary!.id;
      this.#flashEndsAt = at + passing.temporary!.forMs;
    }
  }

  #steadyDiffers({ steady }: LampWish): boolean {
    const shown = this.#shown;
    if (steady === undefined || steady === shown) return false;
    if (shown === undefined || steady.on !== shown.on || steady.off !== shown.off) return true;
    return steady.onMs !== shown.onMs || steady.offMs !== shown.offMs;
  }

  #flashDue({ passing }: LampWish): boolean {
    return passing !== undefined && passing.temporary!.id !== this.#flashId;
  }

  /** It is wanted no longer, and the PD would still go on showing it. */
  #flashOutlived({ passing }: LampWish, now: number): boolean {
    return passing === undefined && now < this.#flashEndsAt;
  }
}

function blinkOf({ on, off, onMs, offMs }: LedWish): Blink {
  if (on === off || offMs <= 0) return { onTenths: 1, offTenths: 0, onColor: on, offColor: on };
  return { onTenths: tenths(onMs, 0xff), offTenths: tenths(offMs, 0xff), onColor: on, offColor: off };
}
