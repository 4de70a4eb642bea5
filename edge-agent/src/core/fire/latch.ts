/** What holds a zone free. `drill` differs from `fire` only in what the dispatcher is told. */
export type ZoneLatch = 'fire' | 'drill';

/** One time that a zone was set. No two have the same id, so that the end of one is never taken for that of another. */
export interface Hold {
  readonly as: ZoneLatch;
  readonly id: string;
}

/** What one witness (a latch file, the journal) knows of a zone. */
export interface ZoneRecord {
  /** What holds it free; none: it is clear. */
  readonly hold?: Hold;
  /** Ids of the last holds that have ended, the newest last. */
  readonly ended: readonly string[];
}

/** The whole value of the latch, by id of the zone. A zone that is not named was never set. */
export type FireLatch = Readonly<Record<string, ZoneRecord>>;

/** What the latch files said at start. Unreadable means set, in every zone (I1). */
export type LatchReading =
  | { readonly kind: 'read'; readonly latch: FireLatch }
  | { readonly kind: 'unreadable' };

/** Why nobody can say which zones are set: then all of them are (I1). */
export type LatchDoubt = 'latch_unreadable';

/**
 * Ends that a zone remembers. A slot of the latch files holds 17 zones with all of them whose names are as long as may be:
 * as many as a configuration has, and one that it has lost; with shorter names, or fewer ends, more.
 */
const KEPT_ENDS = 8;

/** A zone of which nothing is known. */
export const NEVER_SET: ZoneRecord = { ended: [] };

/** The end of whatever holds the zone; with `hold` another one takes over. */
export function endHold({ hold: old, ended }: ZoneRecord, hold?: Hold): ZoneRecord {
  const ends = old === undefined ? ended : [...ended.filter((id) => id !== old.id), old.id];
  return { ...(hold && { hold }), ended: ends.slice(-KEPT_ENDS) };
}

/**
 * What two witnesses know together, whichever is older: a zone is held unless somebody knows the end of that very hold.
 * No order in time is needed, so neither a clock nor a file that was put back from a copy can hide a fire.
 */
export function mergeRecords(one: ZoneRecord, other: ZoneRecord): ZoneRecord {
  const over = new Set([...one.ended, ...other.ended]);
  const holds = [one.hold, other.hold].filter((hold) => hold !== undefined);
  const live = holds.filter(({ id }) => !over.has(id));
  const hold = live.find((candidate) => candidate.as === 'fire') ?? live[0];
  // What the two disagree about comes last: it must outlive the copy that does not know it yet.
  const last = holds.map(({ id }) => id).filter((id) => id !== hold?.id);
  const before = [...other.ended.filter((id) => !one.ended.includes(id)), ...one.ended];
  const ended = [...new Set([...before.filter((id) => !last.includes(id)), ...last])];
  return { ...(hold && { hold }), ended: ended.slice(-KEPT_ENDS) };
}

/** As `mergeRecords`, for all zones that either names; of two holds alike the one of `one` stays. */
export function mergeLatches(one: FireLatch, other: FireLatch): FireLatch {
  const zones = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...zones].sort().map((zone) => [zone, mergeRecords(one[zone] ?? NEVER_SET, other[zone] ?? NEVER_SET)]),
  );
}

/** Whether a value that was read from a disk is what a witness knows of a zone. */
export function isZoneRecord(value: unknown): value is ZoneRecord {
  const { hold, ended } = (value ?? {}) as { hold?: { as?: unknown; id?: unknown } | null; ended?: unknown };
  const held = hold === undefined || (isZoneLatch(hold?.as) && typeof hold?.id === 'string');
  return held && Array.isArray(ended) && ended.every((id) => typeof id === 'string');
}

const isZoneLatch = (value: unknown): value is ZoneLatch => value === 'fire' || value === 'drill';
