import type { Crossing } from '../people/truth.ts';

/** `[from, until)` of the morning's clock, in which somebody was truly inside. */
export interface TrueStay {
  readonly from: number;
  readonly until: number;
  readonly entry: Crossing;
  /** Undefined: still inside when everything ended. */
  readonly exit: Crossing | undefined;
}

/** Where a person truly was, from the bodies that passed. */
export function trueStays(crossings: readonly Crossing[], person: string): readonly TrueStay[] {
  const stays: TrueStay[] = [];
  let entry: Crossing | undefined;
  for (const crossing of crossings) {
    if (crossing.person !== person || crossing.outcome !== 'passed') continue;
    if (crossing.direction === 'in') entry ??= crossing;
    else if (entry !== undefined) {
      stays.push({ from: entry.endedAt, until: crossing.beganAt, entry, exit: crossing });
      entry = undefined;
    }
  }
  if (entry !== undefined) {
    stays.push({ from: entry.endedAt, until: Number.POSITIVE_INFINITY, entry, exit: undefined });
  }
  return stays;
}
