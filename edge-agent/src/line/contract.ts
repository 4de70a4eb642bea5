/**
 * What a line (one half-duplex RS-485 bus of peripheral devices) and the gate say to each other.
 * The line never holds a queue of output commands: each time it may send, it asks for the device's wish *now*.
 */

import type { ContactState } from '@vratar/protocol/osdp';

/** OSDP address, 0 to 126. */
export type PdAddress = number;

/** Wish for one output of a PD. `energised` is the electrical state; what it means for a lane is the lane's business. */
export type OutputWish =
  /** Permanent state; a running timer is aborted. */
  | { readonly output: number; readonly kind: 'steady'; readonly energised: boolean }
  /**
   * Timed state that the PD ends by itself, so that a gate process that dies never leaves a lane open. Sent once for
   * each `id`, with the time that is left at the moment of sending; never after `untilMs`.
   */
  | {
      readonly output: number;
      readonly kind: 'timed';
      readonly energised: boolean;
      readonly id: number;
      readonly untilMs: number;
    };

export type LedColor = 'off' | 'red' | 'green' | 'amber' | 'blue' | 'magenta' | 'cyan' | 'white';

export interface LedWish {
  readonly reader: number;
  readonly led: number;
  /** Alternates on/off colour; equal colours are steady. Times in ms. */
  readonly on: LedColor;
  readonly off: LedColor;
  readonly onMs: number;
  readonly offMs: number;
  /** Present: temporary, sent once for each `id`, falls back to the permanent wish after `forMs`. */
  readonly temporary?: { readonly id: number; readonly forMs: number };
}

/** Sent once for each `id`. */
export interface SoundWish {
  readonly id: number;
  readonly reader: number;
  readonly onMs: number;
  readonly offMs: number;
  readonly count: number;
}

/** Sent once for each `id`; the reader shows it for `forMs`. */
export interface TextWish {
  readonly id: number;
  readonly reader: number;
  readonly text: string;
  readonly forMs: number;
}

/** Everything that the gate wants of one PD at this moment, fire already applied. */
export interface DeviceWish {
  readonly outputs: readonly OutputWish[];
  readonly leds: readonly LedWish[];
  readonly sound?: SoundWish;
  readonly text?: TextWish;
  /** A fire latch holds this PD's outputs released: they are sent over whatever session it accepts (I10), before all else. */
  readonly fire: boolean;
}

/** Asked at the moment of sending. `now` is monotonic milliseconds. */
export type WishSource = (address: PdAddress, now: number) => DeviceWish;

export type { ContactState };

/** What a line tells the gate. `at` is monotonic milliseconds at which the frame's last byte was read. */
export type LineEvent =
  | { readonly kind: 'online'; readonly address: PdAddress; readonly at: number; readonly secure: boolean }
  | {
      readonly kind: 'offline';
      readonly address: PdAddress;
      readonly at: number;
      readonly reason: string;
      /** Last good answer before: nothing that happened at the PD since then was seen. */
      readonly heardAt: number;
    }
  | {
      readonly kind: 'card';
      readonly address: PdAddress;
      readonly at: number;
      readonly reader: number;
      readonly bits: number;
      readonly data: Uint8Array;
      /**
       * Monotonic time at which the last POLL of this PD that was answered with nothing, before this read, was first
       * sent (a PD repeats a lost answer as it was then); undefined when there was none in this session. `at - lastEmptyAt` bounds the read's age (I9).
       */
      readonly lastEmptyAt: number | undefined;
    }
  | {
      readonly kind: 'keypad';
      readonly address: PdAddress;
      readonly at: number;
      readonly reader: number;
      readonly digits: string;
    }
  | {
      readonly kind: 'inputs';
      readonly address: PdAddress;
      readonly at: number;
      readonly states: readonly ContactState[];
      /**
       * False when a PD that should be in secure channel spoke in clear or under the default key: what it says may raise
       * a fire alarm, and never clear one (I10). Such a PD is not `online`; what it reads has no `lastEmptyAt`.
       */
      readonly trusted: boolean;
      /**
       * Longest time between two good answers of the PD since the report before: a body may have come and gone in it.
       * Infinite when the PD told by itself of a change of which nothing is to be seen any more: a pulse that was over
       * before the line got to ask.
       */
      readonly blindMs: number;
      /** Monotonic ms since when such a change came and went, where it cannot be one that a report before has shown. */
      readonly missedSince?: number;
    }
  /** Output status as reported: the only proof that a release happened. */
  | {
      readonly kind: 'outputs';
      readonly address: PdAddress;
      /** Monotonic time at which it was first asked for: a repeated answer proves nothing about the time after. */
      readonly at: number;
      readonly on: readonly boolean[];
      /** As with `inputs`: under a fire latch releases are sent, and read back, over whatever session the PD accepts. */
      readonly trusted: boolean;
    }
  | {
      readonly kind: 'local';
      readonly address: PdAddress;
      readonly at: number;
      readonly tamper: boolean;
      readonly powerFault: boolean;
    }
  /** A condition that a person must look at; `code` is stable. */
  | {
      readonly kind: 'alarm';
      readonly address?: PdAddress;
      readonly at: number;
      readonly code: string;
      readonly on: boolean;
    }
  | { readonly kind: 'port'; readonly at: number; readonly up: boolean; readonly reason: string };
