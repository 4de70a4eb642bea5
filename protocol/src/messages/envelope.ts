import { type Static, Type } from 'typebox';

/**
 * First line of a batch; the event lines follow, one JSON text each, separated by "\n". Reading it never touches the
 * events, so that a batch with one bad event can still be answered, halved and acknowledged around it.
 */
export const Envelope = Type.Object({
  /** Version of the message format. */
  v: Type.Integer({ minimum: 1 }),
  epoch: Type.Integer({ minimum: 1 }),
  /** Sequence number of the first event line. */
  first: Type.Integer({ minimum: 1 }),
  /** Number of event lines, 1 to 200. */
  count: Type.Integer({ minimum: 1, maximum: 200 }),
  /** Chain value of the event before `first`, hex. */
  prev: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Chain value of the last event line, as the gateway's journal holds it: a damaged line is found by it. */
  head: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type Envelope = Static<typeof Envelope>;
