import type { SchoolConfig } from '@vratar/firmware-sim/school';

export type Direction = 'in' | 'out';

/** Somebody who truly went through a lane. Times are milliseconds of the machine's monotonic clock. */
export interface Crossing {
  readonly card: number;
  readonly direction: Direction;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** What the process of a simulated school is told. */
export type SchoolOrder =
  | {
      readonly kind: 'open';
      readonly config: SchoolConfig;
      readonly seed: number;
      /** People carry one of so many cards. */
      readonly cards: number;
    }
  | { readonly kind: 'walk' }
  /** Somebody pushes through the locked lane. */
  | { readonly kind: 'force' }
  | { readonly kind: 'rest' };

/** What it says: people rest only when nobody is on the way. */
export type SchoolNotice =
  | { readonly kind: 'opened' }
  | { readonly kind: 'crossed'; readonly crossing: Crossing }
  | { readonly kind: 'rests' };
