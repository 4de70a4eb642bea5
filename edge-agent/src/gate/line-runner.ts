import type { LineEvent, WishSource } from '../line/contract.ts';
import type { LineStatus } from '../line/index.ts';

/** A line as the gate needs it: it runs until it is stopped, and asks for wishes when it may send. */
export interface LineRunner {
  start(): void;
  /** Something may have to be sent to this device now. */
  touch(address: number): void;
  /** Undefined before it was started. */
  status(): LineStatus | undefined;
  stop(): Promise<void>;
}

export interface LineHooks {
  readonly wishes: WishSource;
  readonly emit: (event: LineEvent) => void;
}

/** Makes the runner of one line; it speaks to no device before `start`. */
export type OpenLine = (line: string, hooks: LineHooks) => LineRunner;
