/** Something that holds from a day on, until the next of its kind; or on that one day only. */
export interface Dated {
  readonly id: string;
  readonly holdsFrom: string;
  readonly recordedAt: string;
  readonly onlyThatDay?: boolean;
}

/** `replaced`: another was entered later for the same day, so that this one never holds. */
export type When = 'now' | 'later' | 'before' | 'replaced';

/** A version with its time: `until` is its last day, both days inclusive. */
export interface Placed<T extends Dated> {
  readonly version: T;
  readonly when: When;
  readonly until?: string;
}

const byDay = <T extends Dated>(a: T, b: T) =>
  a.holdsFrom === b.holdsFrom
    ? a.recordedAt.localeCompare(b.recordedAt) || a.id.localeCompare(b.id)
    : a.holdsFrom.localeCompare(b.holdsFrom);

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Versions with the days on which each holds, the latest first. Pure. */
export function timeline<T extends Dated>(versions: readonly T[], today: string): readonly Placed<T>[] {
  const ordered = versions.toSorted(byDay);
  const placed = ordered.map((version, index): Placed<T> => {
    const same = (one: T) => (one.onlyThatDay ?? false) === (version.onlyThatDay ?? false);
    const next = ordered.slice(index + 1).find(same);
    const only = version.onlyThatDay === true;
    if (next?.holdsFrom === version.holdsFrom) return { version, when: 'replaced' };
    const until = only ? version.holdsFrom : next && dayBefore(next.holdsFrom);
    const when =
      version.holdsFrom > today ? 'later' : until !== undefined && until < today ? 'before' : 'now';
    return { version, when, ...(until === undefined ? {} : { until }) };
  });
  return placed.toReversed();
}

/** What holds on a day: what was entered for that day alone wins. Pure. */
export function heldOn<T extends Dated>(versions: readonly T[], day: string): T | undefined {
  const ordered = versions.toSorted(byDay);
  return (
    ordered.findLast((one) => one.onlyThatDay === true && one.holdsFrom === day) ??
    ordered.findLast((one) => one.onlyThatDay !== true && one.holdsFrom <= day)
  );
}
