import type { Logger } from 'pino';

/** Gathers rows for a moment and writes them together: thousands of heartbeats are a few statements a second. */
export class Batcher<Row> {
  readonly #write: (rows: readonly Row[]) => Promise<void>;
  readonly #log: Logger;
  readonly #delayMs: number;
  readonly #most: number;
  #rows: Row[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param most rows that may wait; beyond it the oldest are dropped, because newer ones say the same better */
  constructor(
    write: (rows: readonly Row[]) => Promise<void>,
    log: Logger,
    { delayMs = 100, most = 50_000 } = {},
  ) {
    this.#write = write;
    this.#log = log;
    this.#delayMs = delayMs;
    this.#most = most;
  }

  add(row: Row): void {
    this.#rows.push(row);
    if (this.#rows.length > this.#most) this.#rows.shift();
    this.#timer ??= setTimeout(() => void this.flush(), this.#delayMs);
  }

  /** Writes what waits. A failure is logged, and its rows are lost: presence is said again with the next heartbeat. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(async () => {
      const rows = this.#rows;
      this.#rows = [];
      if (rows.length === 0) return;
      await this.#write(rows).catch((error: unknown) => {
        this.#log.warn({ err: error, rows: rows.length }, 'presence is not written');
      });
    });
    return this.#writing;
  }
}
