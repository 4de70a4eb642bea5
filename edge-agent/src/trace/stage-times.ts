const WINDOW = 1000;

export interface StageSummary {
  readonly stage: string;
  readonly count: number;
  /** Milliseconds, nearest rank. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Durations of the last 1,000 times that each stage was reached. */
export class StageTimes {
  readonly #stages = new Map<string, { count: number; readonly last: number[] }>();

  add(stage: string, ms: number): void {
    const entry = this.#stages.get(stage) ?? { count: 0, last: [] };
    this.#stages.set(stage, entry);
    entry.last[entry.count % WINDOW] = ms;
    entry.count += 1;
  }

  summary(stage: string): StageSummary {
    const { count, last } = this.#stages.get(stage) ?? { count: 0, last: [] };
    const sorted = last.toSorted((a, b) => a - b);
    const rank = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
    return { stage, count, p50: rank(0.5), p99: rank(0.99), max: rank(1) };
  }

  all(): StageSummary[] {
    return [...this.#stages.keys()].map((stage) => this.summary(stage));
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000;
