/** Counts by code, for metrics: what was refused, dropped, stored. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(code: string, by = 1): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + by);
  }

  get(code: string): number {
    return this.#counts.get(code) ?? 0;
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort());
  }
}
