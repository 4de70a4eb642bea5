/** Tells a person what happens, one line a step, with the time each took. */
export class Progress {
  readonly #startedAt = Date.now();

  async step<T>(text: string, work: () => Promise<T>): Promise<T> {
    const startedAt = Date.now();
    const live = process.stdout.isTTY === true;
    process.stdout.write(live ? `  … ${text}` : `  … ${text}\n`);
    const result = await work();
    process.stdout.write(`${live ? '\r' : ''}  ✓ ${text} (${seconds(startedAt)} s)\n`);
    return result;
  }

  get elapsed(): string {
    return seconds(this.#startedAt);
  }
}

const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);
