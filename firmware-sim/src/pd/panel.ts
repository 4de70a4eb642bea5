import type { LedColorName } from '@vratar/protocol/osdp';
import { Display, type DisplaySize, type DisplayText } from './display.ts';

/** Two colours in turn; no off time means steady. */
export interface LedPattern {
  readonly on: LedColorName;
  readonly off: LedColorName;
  readonly onMs: number;
  readonly offMs: number;
}

export interface BuzzerPattern {
  readonly onMs: number;
  readonly offMs: number;
  /** 0 means until told otherwise. */
  readonly count: number;
}

/** What a person standing at one reader sees and hears at a moment. */
export interface PanelView {
  readonly leds: readonly LedColorName[];
  readonly buzzing: boolean;
  readonly text: readonly string[];
}

interface Shown<T> {
  readonly value: T;
  readonly sinceMs: number;
  readonly untilMs: number;
}

const DARK: LedPattern = { on: 'off', off: 'off', onMs: 0, offMs: 0 };

/** LEDs, buzzer and display of one reader, as functions of time. */
export class Panel {
  readonly #permanent: Shown<LedPattern>[];
  readonly #temporary: (Shown<LedPattern> | undefined)[];
  readonly #display: Display;
  #buzzer: Shown<BuzzerPattern> | undefined;

  constructor(leds: number, display: DisplaySize) {
    this.#permanent = Array.from({ length: leds }, () => forever(DARK, 0));
    this.#temporary = Array.from({ length: leds });
    this.#display = new Display(display);
  }

  get leds(): number {
    return this.#permanent.length;
  }

  setLed(led: number, pattern: LedPattern, atMs: number): void {
    this.#permanent[led] = forever(pattern, atMs);
  }

  /** In front of the permanent pattern for `forMs`; undefined ends a temporary one early. */
  setTemporaryLed(led: number, pattern: LedPattern | undefined, forMs: number, atMs: number): void {
    this.#temporary[led] = pattern && { value: pattern, sinceMs: atMs, untilMs: atMs + forMs };
  }

  sound(pattern: BuzzerPattern | undefined, atMs: number): void {
    this.#buzzer = pattern && { value: pattern, sinceMs: atMs, untilMs: atMs + lengthOf(pattern) };
  }

  show(text: DisplayText, atMs: number): void {
    this.#display.show(text, atMs);
  }

  view(nowMs: number): PanelView {
    const leds = this.#permanent.map((permanent, led) => {
      const shown = current(this.#temporary[led], nowMs) ?? permanent;
      return isOn(shown, nowMs) ? shown.value.on : shown.value.off;
    });
    const buzzer = current(this.#buzzer, nowMs);
    return { leds, buzzing: buzzer !== undefined && isOn(buzzer, nowMs), text: this.#display.view(nowMs) };
  }
}

function forever<T>(value: T, sinceMs: number): Shown<T> {
  return { value, sinceMs, untilMs: Number.POSITIVE_INFINITY };
}

function current<T>(shown: Shown<T> | undefined, nowMs: number): Shown<T> | undefined {
  return shown !== undefined && nowMs < shown.untilMs ? shown : undefined;
}

function isOn(shown: Shown<{ readonly onMs: number; readonly offMs: number }>, nowMs: number): boolean {
  const { onMs, offMs } = shown.value;
  if (offMs === 0) return true;
  return onMs > 0 && (nowMs - shown.sinceMs) % (onMs + offMs) < onMs;
}

function lengthOf({ onMs, offMs, count }: BuzzerPattern): number {
  return count === 0 ? Number.POSITIVE_INFINITY : count * (onMs + offMs);
}
