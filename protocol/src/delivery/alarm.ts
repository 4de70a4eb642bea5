import { type Static, Type } from 'typebox';
import { Epoch, Version } from './parts.ts';

/**
 * Gateway to cloud, beside the backlog: a copy of an event that somebody must see now (fire, forced passage). The same
 * event also travels in its place in the journal; only that copy is evidence, this one only raises attention.
 */
export const LiveAlarm = Type.Object({
  v: Version,
  epoch: Epoch,
  /** The event's exact line. */
  line: Type.String({ minLength: 2, maxLength: 65_536 }),
});
export type LiveAlarm = Static<typeof LiveAlarm>;
