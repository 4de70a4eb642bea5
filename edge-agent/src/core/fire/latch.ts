/** What holds a zone free. `drill` differs from `fire` only in what the dispatcher is told. */
export type ZoneLatch = 'fire' | 'drill';

/** The whole value of the latch: zones that are set, by id. A zone that is not named is clear. */
export type FireLatch = Readonly<Record<string, ZoneLatch>>;

/** What the latch files said at start. Unreadable means set, in every zone (I1). */
export type LatchReading =
  | { readonly kind: 'read'; readonly latch: FireLatch }
  | { readonly kind: 'unreadable' };

/** Zones that are set at start. */
export function latchedAtStart(reading: LatchReading, zones: readonly string[]): FireLatch {
  if (reading.kind === 'unreadable') return Object.fromEntries(zones.map((zone) => [zone, 'fire' as const]));
  return Object.fromEntries(Object.entries(reading.latch).filter(([zone]) => zones.includes(zone)));
}
