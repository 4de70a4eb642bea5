import { VratarError } from '@vratar/protocol/errors';

/** What is given for a time is given for a school year at most. */
export const GIVEN_DAYS = 366;

export interface Period {
  readonly from: Date;
  /** Exclusive. */
  readonly until: Date;
}

/** @throws VratarError `period_invalid` */
export function assertPeriod({ from, until }: Period, now: Date): void {
  const [begins, ends] = [Math.max(from.getTime(), now.getTime()), until.getTime()];
  if (!(ends > begins && ends - begins <= GIVEN_DAYS * 86_400_000)) {
    throw new VratarError('period_invalid', { days: GIVEN_DAYS }, { field: 'until' });
  }
}

/** @throws VratarError `acts_unknown` naming the first act that cannot be given */
export function assertGivable<T extends string>(acts: readonly string[], givable: readonly T[]): T[] {
  const unknown = acts.find((act) => !(givable as readonly string[]).includes(act));
  if (unknown !== undefined) {
    throw new VratarError('acts_unknown', { act: unknown, acts: givable.join(', ') }, { field: 'acts' });
  }
  return [...new Set(acts)] as T[];
}
