import type { Bus } from '../line/index.ts';
import type { Random } from '../random/index.ts';
import type { Clock } from '../time/index.ts';
import type { Capability, PdHardware, PdIdentity } from './identity.ts';
import type { LinkHabits } from './link.ts';
import type { LinkEntry } from './link-answer.ts';
import type { PdMemory } from './memory.ts';

export interface PdListener {
  /** A relay changed. */
  output?(output: number, on: boolean, atMs: number): void;
  /** A frame to this device was dealt with; `atMs` is when its last byte was through. */
  received?(entry: LinkEntry): void;
  /** The last byte of a reply is through. */
  replied?(entry: LinkEntry, atMs: number): void;
  remembered?(memory: PdMemory): void;
  powered?(on: boolean, atMs: number): void;
}

export interface PdOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly bus: Bus;
  readonly memory: PdMemory;
  readonly identity: PdIdentity;
  readonly hardware: PdHardware;
  /** What PDCAP reports, when it is not what follows from the hardware. */
  readonly capabilities?: readonly Capability[];
  /** From the last byte of a command to the first of its reply, ms. */
  readonly turnaroundMs?: number;
  /** From power to the first command that it hears, ms. */
  readonly bootMs?: number;
  readonly habits?: LinkHabits;
  readonly listener?: PdListener;
}
