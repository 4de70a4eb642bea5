/** Half-open stretch of time `[from, until)`, milliseconds since 1970. `until` may be Infinity. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Union of spans that are already ordered by `from`: disjoint, ordered, touching ones joined. */
export function unionOfOrdered(spans: readonly Span[]): Span[] {
  const union: Span[] = [];
  let from = Number.NaN;
  let until = Number.NaN;
  for (const span of spans) {
    if (span.from >= span.until) continue;
    if (span.from <= until) {
      if (span.until > until) until = span.until;
      continue;
    }
    if (until > from) union.push({ from, until });
    from = span.from;
    until = span.until;
  }
  if (until > from) union.push({ from, until });
  return union;
}

/** Union of spans in any order. */
export function unionOf(spans: readonly Span[]): Span[] {
  return unionOfOrdered([...spans].sort((a, b) => a.from - b.from));
}

/** Stretches of `[from, until)` that the disjoint, ordered `covered` leaves open. */
export function stretchesOutside(covered: readonly Span[], from: number, until: number): Span[] {
  const open: Span[] = [];
  let at = from;
  for (const span of covered) {
    if (span.until <= at) continue;
    if (span.from >= until) break;
    if (span.from > at) open.push({ from: at, until: span.from });
    at = span.until;
  }
  if (at < until) open.push({ from: at, until });
  return open;
}

/** Milliseconds of `[from, until)` that the disjoint, ordered `covered` does not hold. */
export function lengthOutside(covered: readonly Span[], from: number, until: number): number {
  let missing = until - from;
  for (const span of covered) {
    if (span.from >= until) break;
    const overlap = Math.min(span.until, until) - Math.max(span.from, from);
    if (overlap > 0) missing -= overlap;
  }
  return missing;
}
