import type { StateChange, StateRow } from '../state-rows.ts';

const AREA = 'command';
/** More commands than a site sees in months; beyond it the oldest is forgotten. */
const KEPT = 1_000;

/** Orders that were carried out or refused, so that each is carried out once, also over a restart. */
export class OrderMemory {
  /** Code of the refusal, or null for what was done. */
  readonly #known = new Map<string, string | null>();

  constructor(rows: readonly StateRow[]) {
    const mine = rows.filter(({ area }) => area === AREA).map(({ key, value }) => ({ key, ...parse(value) }));
    for (const { key, code } of mine.sort((a, b) => a.at - b.at)) this.#known.set(key, code);
  }

  /** Undefined: not seen before. */
  recall(id: string): { readonly code: string | null } | undefined {
    const code = this.#known.get(id);
    return code === undefined ? undefined : { code };
  }

  remember(id: string, code: string | null, utc: number): StateChange[] {
    this.#known.set(id, code);
    const put: StateChange = {
      op: 'put',
      area: AREA,
      key: id,
      value: JSON.stringify({ code, at: Math.round(utc) }),
    };
    if (this.#known.size <= KEPT) return [put];
    const [oldest] = this.#known.keys();
    this.#known.delete(oldest!);
    return [put, { op: 'delete', area: AREA, key: oldest! }];
  }
}

const parse = (value: string): { code: string | null; at: number } => JSON.parse(value);
