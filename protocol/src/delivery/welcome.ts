import { type Static, Type } from 'typebox';
import { Code, Epoch, Hash, Session, Through, Time, Version } from './parts.ts';

/** The cloud's answer to a hello: how much of this epoch is durable there. */
export const Welcome = Type.Object({
  v: Version,
  session: Session,
  /** Batch format that the gateway shall write: the highest that both know. */
  format: Type.Integer({ minimum: 1 }),
  epoch: Epoch,
  /** Last event of the epoch that the cloud holds or has given up; 0 for none. */
  through: Through,
  /** Chain value at `through`. */
  hash: Hash,
  /** Highest epoch that the cloud has ever seen of this gateway; a forked history continues above it. */
  newest: Epoch,
  /** The cloud's clock when it answered. */
  at: Time,
  /** Present when the cloud cannot take events from this gateway now; the code says why. */
  refused: Type.Optional(Code),
});
export type Welcome = Static<typeof Welcome>;
