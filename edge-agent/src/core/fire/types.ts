import type { InputReading } from './contact.ts';
import type { LatchDoubt, ZoneLatch, ZoneRecord } from './latch.ts';

export interface ZoneState {
  readonly record: ZoneRecord;
  /** Monotonic ms at which it was set in this run. */
  readonly since: number;
  /** UTC ms, for people. */
  readonly sinceUtc: number;
}

export interface FireState {
  readonly inputs: Readonly<Record<string, InputReading>>;
  readonly zones: Readonly<Record<string, ZoneState>>;
}

/** Why a reset, or an order about a drill, was refused. */
export type ResetRefusal =
  | 'fire_input_in_alarm'
  | 'fire_input_unreadable'
  | 'fire_zone_unknown'
  | 'fire_not_latched'
  /** What holds the zone is no drill. */
  | 'fire_not_drill';

export type FireInputEvent =
  /** New readings of some inputs, by id. */
  | { readonly kind: 'readings'; readonly readings: Readonly<Record<string, InputReading>> }
  | {
      readonly kind: 'reset';
      readonly zone: string;
      readonly by: string;
      readonly override?: string | undefined;
    }
  | { readonly kind: 'drill'; readonly zone: string; readonly on: boolean; readonly by: string };

export type FireEffect =
  /** A zone becomes free, or a drill turns into a fire. */
  | {
      readonly kind: 'set';
      readonly zone: string;
      readonly latch: ZoneLatch;
      readonly was: ZoneLatch | undefined;
      readonly inputs: readonly string[];
      /** It was already in alarm when this run, or this connection, first looked. */
      readonly observedLate: boolean;
      /** Why, where no input says it. */
      readonly reason?: LatchDoubt | 'latch_restored';
      readonly by?: string | undefined;
      /** The zone as it is then. */
      readonly record: ZoneRecord;
    }
  | {
      readonly kind: 'reset';
      readonly zone: string;
      readonly was: ZoneLatch;
      /** Who ended it; nobody knows it of a reset that an earlier run could not tell. */
      readonly by?: string | undefined;
      readonly override?: string | undefined;
      readonly unreadable: readonly string[];
      readonly observedLate?: true;
      /** The zone as it is then. */
      readonly record: ZoneRecord;
    }
  | {
      readonly kind: 'refused';
      readonly zone: string;
      readonly by: string;
      readonly code: ResetRefusal;
      readonly inputs: readonly string[];
    }
  | {
      readonly kind: 'input';
      readonly input: string;
      readonly reading: InputReading;
      readonly was: InputReading;
    };

export interface FireStep {
  readonly state: FireState;
  readonly effects: readonly FireEffect[];
}
