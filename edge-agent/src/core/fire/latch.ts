/** What holds a zone free. `drill` differs from `fire` only in what the dispatcher is told. */
export type ZoneLatch = 'fire' | 'drill';

/** The whole value of the latch: zones that are set, by id. A zone that is not named is clear. */
export type FireLatch = Readonly<Record<string, ZoneLatch>>;

/** What the latch files said at start. Unreadable means set, in every zone (I1). */
export type LatchReading =
  | { readonly kind: 'read'; readonly latch: FireLatch }
  | { readonly kind: 'unreadable' };

/** Why nobody can say which zones are set: then all of them are (I1). */
export type LatchDoubt = 'latch_unreadable' | 'latch_zone_unknown';

/** A latch of a zone that the configuration has lost may be about any of its lanes. */
export function latchDoubt(reading: LatchReading, zones: readonly string[]): LatchDoubt | undefined {
  if (reading.kind === 'unreadable') return 'latch_unreadable';
  const known = Object.keys(reading.latch).every((zone) => zones.includes(zone));
  return known ? undefined : 'latch_zone_unknown';
}

/** Zones that are set at start. */
export function latchedAtStart(reading: LatchReading, zones: readonly string[]): FireLatch {
  if (reading.kind === 'read' && latchDoubt(reading, zones) === undefined) return reading.latch;
  return Object.fromEntries(zones.map((zone) => [zone, 'fire' as const]));
}
