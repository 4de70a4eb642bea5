import type { Command, Reply } from '@vratar/protocol/osdp';
import { type Request, request } from './request.ts';

/** What an installer's tool, or a line's change of speed, wants of one PD, once. */
export interface Task {
  /** Named by whoever asks, to find the result. */
  readonly id: number;
  readonly command: Command;
  /** It goes out under a fire latch too: it brings a PD back to where it is heard. All others are given up then. */
  readonly underFire?: boolean;
}

export type TaskResult =
  | { readonly id: number; readonly ok: true; readonly reply: Reply }
  | { readonly id: number; readonly ok: false; readonly why: 'refused'; readonly nak: number }
  | {
      readonly id: number;
      readonly ok: false;
      /** `no_default_key`: a PD that was to be commissioned has a key already, or knows no secure channel. */
      readonly why: 'offline' | 'removed' | 'too_many' | 'no_default_key' | 'fire';
    };

/** More waiting than this is a caller that does not wait for its answers. */
const MOST_WAITING = 16;

/** Commands in the order in which they were asked for, each sent once the one before it was answered. */
export class Tasks {
  readonly #result: (result: TaskResult) => void;
  #waiting: Task[] = [];

  constructor(result: (result: TaskResult) => void) {
    this.#result = result;
  }

  add(task: Task): void {
    if (this.#waiting.length >= MOST_WAITING) this.#result({ id: task.id, ok: false, why: 'too_many' });
    else this.#waiting.push(task);
  }

  next(): Request | undefined {
    const task = this.#waiting[0];
    if (task === undefined) return undefined;
    const { id, command } = task;
    return request(
      command,
      (reply) => this.#done({ id, ok: true, reply }),
      (nak) => this.#done({ id, ok: false, why: 'refused', nak }),
    );
  }

  /** Ends all that wait: nobody knows when, or whether, the PD comes back. */
  abandon(why: 'offline' | 'removed'): void {
    const abandoned = this.#waiting;
    this.#waiting = [];
    for (const { id } of abandoned) this.#result({ id, ok: false, why });
  }

  /** A fire wins: whatever may take a PD away is asked for again when it is over. Nothing of it is on the wire now. */
  yieldToFire(): void {
    const given = this.#waiting.filter(({ underFire }) => !underFire);
    if (given.length === 0) return;
    this.#waiting = this.#waiting.filter(({ underFire }) => underFire);
    for (const { id } of given) this.#result({ id, ok: false, why: 'fire' });
  }

  #done(result: TaskResult): void {
    this.#waiting.shift();
    this.#result(result);
  }
}
