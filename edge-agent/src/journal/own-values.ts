import type { Position } from '../socket/position.ts';
import type { Run } from './salvage.ts';

/** Values that are remembered, some hundred bytes each. */
const MOST = 2000;

/**
 * Chain values that this process has seen become durable. One of them proves all events before it in an unbroken run: a
 * journal of another gateway begins at the same number and on the same value as ours, but has none of these.
 */
export class OwnValues {
  #values = new Map<number, string>();

  /** The journal ends here now; what was known of later events is of another chain. */
  opened({ last, head }: Position): void {
    this.#values = new Map([...this.#values].filter(([seq]) => seq < last));
    this.#values.set(last, head);
  }

  /** A commit is over. Every other value goes where there are too many, so that the newest lie densest. */
  committed({ last, head }: Position): void {
    this.#values.set(last, head);
    if (this.#values.size > MOST) this.#values = new Map([...this.#values].filter((_, n) => n % 2 === 1));
  }

  /** The part of a run that is proven: through its last event whose value is known. */
  provenOf(run: Run): Run {
    const end = run.findLastIndex(({ seq, hash }) => this.#values.get(seq) === hash.toString('hex'));
    return run.slice(0, end + 1);
  }
}
