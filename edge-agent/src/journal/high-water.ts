import { SlotPair } from '../store/slot-pair.ts';

/** The newest event that the journal is known to have reached, kept outside its file. */
export interface Mark {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
}

/**
 * A journal file that ends before this mark, or differs from it, was restored from a backup or lost its end: without
 * a mark outside the file nobody could tell. Written each minute, at a change of epoch and at the end.
 */
export class HighWater {
  readonly #slots: SlotPair;

  constructor(base: string) {
    this.#slots = new SlotPair(base);
  }

  /** The higher of what the two files say; undefined on a first start, or when neither can be read. */
  read(): Mark | undefined {
    const marks = this.#slots
      .read()
      .flatMap((slot) => (slot.state === 'valid' ? [JSON.parse(slot.text) as Mark] : []));
    return marks.sort((a, b) => b.epoch - a.epoch || b.seq - a.seq)[0];
  }

  /** @throws the file system's error */
  write({ epoch, seq, hash }: Mark): void {
    this.#slots.write(JSON.stringify({ epoch, seq, hash }));
  }
}
