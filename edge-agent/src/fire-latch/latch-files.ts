import type { FireLatch, LatchReading } from '../core/index.ts';
import { SlotPair, writeSlots } from '../store/slot-pair.ts';
import { readLatch } from './read-latch.ts';

const RETRY_MS = 1000;

/**
 * The fire latch on disk. A change is written at once, synced in both files, without blocking the thread and without
 * anything waiting for it; while a write is under way only the newest value waits behind it.
 */
export class LatchFiles {
  readonly #slots: SlotPair;
  readonly #onFault: (failing: boolean, why: string) => void;
  #wanted: string | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;

  /** @param onFault told when writing begins to fail, and when it works again */
  constructor(base: string, onFault: (failing: boolean, why: string) => void) {
    this.#slots = new SlotPair(base);
    this.#onFault = onFault;
  }

  /** Read before the process speaks to any device. On a first start the files are made, so that later writes need no space. */
  read(ranBefore: boolean): LatchReading {
    const slots = this.#slots.read();
    const reading = readLatch(slots, ranBefore);
    if (reading.kind === 'read' && slots[0].state === 'missing') this.#create();
    return reading;
  }

  set(latch: FireLatch): void {
    this.#wanted = JSON.stringify(latch);
    this.#start();
  }

  /** Resolves when what was set is durable, or could not be written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #start(): void {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(): Promise<void> {
    while (this.#wanted !== undefined) {
      const text = this.#wanted;
      this.#wanted = undefined;
      try {
        await writeSlots(this.#slots, text);
        this.#report(false, '');
      } catch (error) {
        this.#report(true, String(error));
        this.#wanted ??= text;
        setTimeout(() => this.#start(), RETRY_MS).unref();
        return;
      }
    }
  }

  #create(): void {
    try {
      this.#slots.write('{}');
    } catch (error) {
      this.#report(true, String(error));
    }
  }

  #report(failing: boolean, why: string): void {
    if (failing === this.#failing) return;
    this.#failing = failing;
    this.#onFault(failing, why);
  }
}
