import { type Static, Type } from 'typebox';
import { Epoch, Hash, Seq, Version } from './parts.ts';

/**
 * Gateway to cloud: the events that you ask for were acknowledged once and pruned since (the cloud was restored from
 * a backup older than the retention, or a forked history starts after its beginning). The cloud records a hole.
 */
export const Gone = Type.Object({
  v: Version,
  epoch: Epoch,
  from: Seq,
  through: Seq,
  /** Chain value at `through`: the predecessor of the first event that is still there. */
  hash: Hash,
});
export type Gone = Static<typeof Gone>;
