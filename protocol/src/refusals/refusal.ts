/** Languages in which a person at a gate is spoken to. */
export const LANGUAGES = ['bg', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What one refusal, or a grant, says in one language. */
export interface RefusalText {
  /** Two rows of at most 16 characters, in Latin letters too, for a reader's display. */
  readonly display: readonly [string, string];
  /** One or two short sentences for a screen, in words that a child understands: what is wrong, what to do now. */
  readonly long: string;
}

/** `wait`: try again in a moment; `stop`: it will not open; `call`: only the guard can help. */
export type RefusalTone = 'wait' | 'stop' | 'call';

export interface Refusal {
  readonly tone: RefusalTone;
  readonly text: Readonly<Record<Language, RefusalText>>;
}

/** A lamp that blinks between two colours for `forMs`, and a sound of `count` beeps. */
export interface RefusalSignal {
  readonly lamp: {
    readonly on: 'red' | 'amber';
    readonly off: 'off' | 'red';
    readonly onMs: number;
    readonly offMs: number;
  };
  readonly sound: { readonly onMs: number; readonly offMs: number; readonly count: number };
  readonly forMs: number;
}

/** Three patterns that can be told apart without reading: by rhythm as well as by colour. */
export const REFUSAL_SIGNALS: Readonly<Record<RefusalTone, RefusalSignal>> = {
  wait: {
    lamp: { on: 'amber', off: 'off', onMs: 200, offMs: 200 },
    sound: { onMs: 100, offMs: 100, count: 2 },
    forMs: 1_000,
  },
  stop: {
    lamp: { on: 'red', off: 'red', onMs: 500, offMs: 0 },
    sound: { onMs: 500, offMs: 100, count: 1 },
    forMs: 2_000,
  },
  call: {
    lamp: { on: 'red', off: 'off', onMs: 200, offMs: 200 },
    sound: { onMs: 200, offMs: 100, count: 3 },
    forMs: 3_000,
  },
};
