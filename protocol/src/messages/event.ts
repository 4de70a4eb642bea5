import { type Static, Type } from 'typebox';
import { ClockState, Direction } from './event-kinds.ts';

/**
 * One journaled event, as its JSON line travels from the gateway's disk to the cloud's table.
 * The gateway is named by the topic and the epoch by the envelope, so that `(gateway, epoch, seq)` is its identity.
 * The line's exact bytes are what the hash chain covers: nobody re-serialises it on the way.
 */
export const JournalEvent = Type.Object(
  {
    /** Contiguous from 1 within an epoch; assigned by the writer inside the commit. */
    seq: Type.Integer({ minimum: 1 }),
    /** Device UTC, milliseconds since 1970. */
    at: Type.Integer(),
    /** Names one run of the machine between two boots. */
    boot: Type.String({ minLength: 1, maxLength: 40 }),
    /** Monotonic milliseconds within that boot. */
    mono: Type.Integer({ minimum: 0 }),
    clock: ClockState,
    /** One of EVENT_KINDS; a string, because a newer gateway may know more of them. */
    kind: Type.String({ minLength: 1, maxLength: 40 }),
    lane: Type.Optional(Type.String({ maxLength: 40 })),
    building: Type.Optional(Type.String({ maxLength: 40 })),
    direction: Type.Optional(Direction),
    /** Opaque credential token, base64url; never a card number (I7). */
    token: Type.Optional(Type.String({ maxLength: 64 })),
    /** Stable code: of a refusal, of an alarm, or the guard's reason. */
    reason: Type.Optional(Type.String({ maxLength: 60 })),
    /** Trace id of the grant that a passage or a time-out belongs to. */
    grant: Type.Optional(Type.String({ maxLength: 40 })),
    /** Version of the allow list that decided. */
    list: Type.Optional(Type.Integer({ minimum: 0 })),
    /** Follows one tap through all stages. */
    trace: Type.Optional(Type.String({ maxLength: 40 })),
    /** What only this kind carries. Never names, never card numbers. */
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: true },
);
export type JournalEvent = Static<typeof JournalEvent>;

/** What the gate hands to the journal: everything but the sequence number, which only the writer assigns. */
export type EventDraft = Omit<JournalEvent, 'seq' | 'kind'> & { kind: import('./event-kinds.ts').EventKind };
