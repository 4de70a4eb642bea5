import type { LineEvent, WishSource } from '../line/contract.ts';
import type { Line, LineConfig, LineStatus } from '../line/index.ts';

/** What an installer's tools may do to an OSDP line while it runs. */
export interface LineControl extends Pick<Line, 'commission' | 'send'> {
  /** Adds, removes and changes devices; those that stay the same notice nothing. */
  configure(config: LineConfig): Promise<void>;
  /** Takes all devices to another speed, and the port with them. Errors as of `migrateBaud`. */
  migrate(baud: number): Promise<void>;
}

/** A line as the gate needs it: it runs until it is stopped, and asks for wishes when it may send. */
export interface LineRunner {
  start(): void;
  /** Something may have to be sent to this device now. */
  touch(address: number): void;
  /** Undefined before it was started. */
  status(): LineStatus | undefined;
  stop(): Promise<void>;
  /** Absent where there is nothing to set: the gateway's own contacts. */
  readonly control?: LineControl;
}

export interface LineHooks {
  readonly wishes: WishSource;
  readonly emit: (event: LineEvent) => void;
}

/** Makes the runner of one line; it speaks to no device before `start`. */
export type OpenLine = (line: string, hooks: LineHooks) => LineRunner;
