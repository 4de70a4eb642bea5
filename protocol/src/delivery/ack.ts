import { type Static, Type } from 'typebox';
import { Code, Epoch, Hash, Seq, Through, Version } from './parts.ts';

/**
 * The cloud's answer to one batch or `gone`, after its commit. Acknowledges cumulatively: everything up to `through`
 * is durable. The gateway believes it only if its own chain value at `through` equals `hash`.
 */
export const Ack = Type.Object({
  v: Version,
  epoch: Epoch,
  /** What is answered: first event and number of events of the batch, or of the stretch that is gone. */
  first: Seq,
  count: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  /**
   * `stored`: durable, now or before; `rejected`: something in it is bad, send smaller parts;
   * `out_of_step`: it does not continue what the cloud holds, say hello again.
   */
  result: Type.Enum(['stored', 'rejected', 'out_of_step']),
  through: Through,
  hash: Hash,
  /** Why it was rejected or out of step. */
  code: Type.Optional(Code),
});
export type Ack = Static<typeof Ack>;
