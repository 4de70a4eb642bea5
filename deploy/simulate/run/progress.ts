import type { MorningResult } from './run-morning.ts';

const EVERY_MS = 1_000;

/** Tells how far a long run is, once a second, on one line where that can be overwritten. */
export class Progress {
  readonly #total: number;
  readonly #startedAt = performance.now();
  #saidAt = 0;
  #done = 0;
  #failed = 0;
  #passages = 0;
  #fires = 0;

  constructor(total: number) {
    this.#total = total;
  }

  add({ violations, passages, fires }: MorningResult): void {
    this.#done += 1;
    this.#failed += violations.length > 0 ? 1 : 0;
    this.#passages += passages;
    this.#fires += fires;
    const now = performance.now();
    if (now - this.#saidAt < EVERY_MS && this.#done < this.#total) return;
    this.#saidAt = now;
    this.#say(now);
  }

  /** One sentence about the whole run. */
  summary(): string {
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    return `${this.#done} mornings, ${this.#passages} passages and ${this.#fires} fires in ${seconds.toFixed(0)} s: ${this.#failed} failed`;
  }

  #say(now: number): void {
    const rate = this.#done / ((now - this.#startedAt) / 1_000);
    const left = Math.ceil((this.#total - this.#done) / rate);
    const line = `${this.#done} of ${this.#total} mornings, ${this.#failed} failed, ${rate.toFixed(1)} a second, ${left} s left`;
    process.stderr.write(
      process.stderr.isTTY ? `\r${line}\u001b[K${this.#done === this.#total ? '\n' : ''}` : `${line}\n`,
    );
  }
}
