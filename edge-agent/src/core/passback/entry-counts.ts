import type { StateChange, StateRow } from '../state-rows.ts';

const AREA = 'uses';

/** Completed entries of each counted holding (`holdingOf`). */
export class EntryCounts {
  readonly #counts = new Map<string, number>();

  constructor(rows: readonly StateRow[]) {
    for (const row of rows) if (row.area === AREA) this.#counts.set(row.key, JSON.parse(row.value) as number);
  }

  used(holding: string): number {
    return this.#counts.get(holding) ?? 0;
  }

  entered(holding: string): StateChange {
    const count = this.used(holding) + 1;
    this.#counts.set(holding, count);
    return { op: 'put', area: AREA, key: holding, value: JSON.stringify(count) };
  }
}
