import { type Static, Type } from 'typebox';

export const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * Where the journal stands. Sequence numbers never restart while the file lives: a new epoch renames the stream, its
 * first event is `first`, and everything that is not pruned belongs to it.
 */
export const Position = Type.Object({
  epoch: Type.Integer({ minimum: 1 }),
  /** Oldest event that is kept; `last + 1` when there is none. */
  first: Type.Integer({ minimum: 1 }),
  /** Newest durable event; `first - 1` when there is none. */
  last: Seq,
  /** Chain value of `first - 1`. */
  base: Hash,
  /** Chain value of `last`. */
  head: Hash,
  /** The cloud holds everything up to here, inclusive, in this epoch; `first - 1` or more. */
  acked: Seq,
});
export type Position = Static<typeof Position>;
