/** The parts of a morning with chances of their own, so that a change of one leaves the others as they were. */
const SALTS = {
  plan: 0,
  builds: 0x1a9e,
  habits: 0xca4d,
  delivery: 0xde11,
  jumps: 0x70b5,
  strict: 0x1045,
  site: 0,
  world: 0x5eed,
} as const;

/** A seed for each part. */
export type PartSeeds = Readonly<Record<keyof typeof SALTS, number>>;

/**
 * A seed for each part of the morning that is named by one.
 * @param of what the chances of a part begin at; `Random` mixes it
 */
export function partSeeds(seed: number, of: (salted: number) => number = (salted) => salted): PartSeeds {
  const entries = Object.entries(SALTS).map(([part, salt]) => [part, of(seed ^ salt)]);
  return Object.fromEntries(entries) as PartSeeds;
}
