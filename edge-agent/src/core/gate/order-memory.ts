import type { StateChange, StateRow } from '../state-rows.ts';

const AREA = 'command';
/** More commands than a site sees in months; beyond it the oldest is forgotten. */
const KEPT = 1_000;

/** What became of an order. */
interface Known {
  /** Code of the refusal, or null for what was done. */
  readonly code: string | null;
  /** `orderMark` of what was ordered; absent in rows that were written before there were any. */
  readonly order?: string | undefined;
}

/** Orders that were carried out or refused, so that each is carried out once, also over a restart. */
export class OrderMemory {
  readonly #known = new Map<string, Known>();

  constructor(rows: readonly StateRow[]) {
    const mine = rows.filter(({ area }) => area === AREA).map(({ key, value }) => ({ key, ...parse(value) }));
    for (const { key, code, order } of mine.sort((a, b) => a.at - b.at))
      this.#known.set(key, { code, order });
  }

  /** Undefined: not seen before. */
  recall(id: string): Known | undefined {
    return this.#known.get(id);
  }

  remember(id: string, { code, order }: Known, utc: number): StateChange[] {
    this.#known.set(id, { code, order });
    const put: StateChange = {
      op: 'put',
      area: AREA,
      key: id,
      value: JSON.stringify({ code, order, at: Math.round(utc) }),
    };
    if (this.#known.size <= KEPT) return [put];
    const [oldest] = this.#known.keys();
    this.#known.delete(oldest!);
    return [put, { op: 'delete', area: AREA, key: oldest! }];
  }
}

const parse = (value: string): Known & { readonly at: number } => JSON.parse(value);
