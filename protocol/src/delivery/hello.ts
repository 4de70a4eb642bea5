import { type Static, Type } from 'typebox';
import { Boot, Epoch, Hash, Mono, Seq, Session, Through, Time, Version } from './parts.ts';

/**
 * The first message of every connection, gateway to cloud: what the journal holds. This form never changes
 * incompatibly, because it is what a newer and an older release agree on everything else with.
 */
export const Hello = Type.Object({
  v: Version,
  session: Session,
  /** Batch formats that this gateway can write. */
  formats: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 16 }),
  epoch: Epoch,
  /** First event that is still in the journal; `last + 1` when there is none. */
  first: Seq,
  last: Through,
  /** Chain value at `last`. */
  head: Hash,
  /** The gateway's clock at the moment of sending; with the welcome's `at` it measures the clock's offset. */
  at: Time,
  boot: Boot,
  mono: Mono,
  /** Release of the gateway's software. */
  release: Type.String({ maxLength: 40 }),
});
export type Hello = Static<typeof Hello>;
