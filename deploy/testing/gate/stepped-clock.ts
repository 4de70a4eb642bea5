import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faketimeLibrary } from '../faketime.ts';

/**
 * The wall clock of one process, set forwards or back while it runs, as `date --set` does it for all. The monotonic clock
 * and the times of files stay the kernel's.
 */
export class SteppedClock {
  readonly #file: string;
  #aheadMs = 0;

  /** @param folder where the process reads how far its clock is off */
  constructor(folder: string) {
    this.#file = join(folder, 'clock-offset');
    this.#write();
  }

  /** Put before Node's own, as of `GateProcessOptions`. @throws Error where the library is not installed */
  get wrapper(): readonly string[] {
    const library = faketimeLibrary();
    if (library === undefined) throw new Error('no libfaketimeMT.so.1: install faketime');
    return [
      'env',
      `LD_PRELOAD=${library}`,
      `FAKETIME_TIMESTAMP_FILE=${this.#file}`,
      'FAKETIME_NO_CACHE=1',
      'FAKETIME_DONT_FAKE_MONOTONIC=1',
      'NO_FAKE_STAT=1',
    ];
  }

  /** UTC ms, as the process reads it. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Sets the clock forwards, or back. */
  step(ms: number): void {
    this.#aheadMs += ms;
    this.#write();
  }

  /** In one piece: the process reads it at every look at the clock. */
  #write(): void {
    writeFileSync(`${this.#file}.new`, `${this.#aheadMs < 0 ? '' : '+'}${(this.#aheadMs / 1000).toFixed(3)}`);
    renameSync(`${this.#file}.new`, this.#file);
  }
}
