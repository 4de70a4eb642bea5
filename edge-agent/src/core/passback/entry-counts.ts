import type { StateChange, StateRow } from '../state-rows.ts';

const AREA = 'uses';

/** Completed entries of each counted credential. */
export class EntryCounts {
  readonly #counts = new Map<string, number>();

  constructor(rows: readonly StateRow[]) {
    for (const row of rows) if (row.area === AREA) this.#counts.set(row.key, JSON.parse(row.value) as number);
  }

  used(token: string): number {
    return this.#counts.get(token) ?? 0;
  }

  entered(token: string): StateChange {
    const count = this.used(token) + 1;
    this.#counts.set(token, count);
    return { op: 'put', area: AREA, key: token, value: JSON.stringify(count) };
  }
}
