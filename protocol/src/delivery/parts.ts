import { Type } from 'typebox';

/** Building blocks of the messages' schemas. */

/** Version of the message's own form. A reader ignores fields that it does not know. */
export const Version = Type.Integer({ minimum: 1 });

/** Chain value, SHA-256 in hex. */
export const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** Names one attempt at a hello; the answer carries it back, so that a late answer to an earlier one is ignored. */
export const Session = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });

/** Epoch of a journal: 1, and one more each time that its history was found to have forked. */
export const Epoch = Type.Integer({ minimum: 1, maximum: 0x7fff_ffff });

/** Sequence number, or 0 for "before the first". */
export const Through = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Seq = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Milliseconds since 1970, UTC, by the sender's clock. */
export const Time = Type.Integer({ minimum: -8.64e15, maximum: 8.64e15 });

/** Names one run of the machine between two boots. */
export const Boot = Type.String({ minLength: 1, maxLength: 40 });

export const Mono = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Stable code. */
export const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' });
