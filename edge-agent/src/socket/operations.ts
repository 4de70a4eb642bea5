import { KeyReport } from '@vratar/protocol/keys';
import { JournalEvent } from '@vratar/protocol/messages';
import { BAUD_RATES } from '@vratar/protocol/osdp';
import { type Static, type TSchema, Type } from 'typebox';
import { Command, CommandAnswer } from './commands.ts';
import { LIMITS } from './limits.ts';
import { Hash, Position, Seq } from './position.ts';
import { Alarm, GateStatus, LaneStatus, TapTrace } from './status.ts';

/** Who may open which socket: each role has a socket file of its own, and the kernel checks who may connect to it. */
export const ROLES = ['link', 'pcsc', 'tool'] as const;
export type Role = (typeof ROLES)[number];

interface Operation {
  readonly roles: readonly Role[];
  readonly request: TSchema;
  readonly result: TSchema;
}

const Nothing = Type.Object({});
/** A credential token, or a card’s number as printed, with or without `token:` or `card:` before it. */
const Subject = Type.String({ minLength: 1, maxLength: 80 });
const Names = Type.Array(Type.String());
/** Names that are new, gone, or not as they were. */
const Difference = Type.Object({ added: Names, removed: Names, changed: Names });
const everyone = ROLES;

export const TOPICS = ['position', 'event', 'lane', 'alarm', 'status'] as const;
export type Topic = (typeof TOPICS)[number];

/** Every operation of the socket: who may ask, with what, and what comes back. */
export const operations = {
  /** First request of a connection; it waits for no disk, so that a gate in trouble can be asked. Errors: `socket_version`. */
  hello: {
    roles: everyone,
    request: Type.Object({
      version: Type.Integer(),
      client: Type.String({ minLength: 1, maxLength: 60 }),
    }),
    result: Type.Object({
      version: Type.Integer(),
      gateway: Type.String(),
      building: Type.String(),
      boot: Type.String(),
    }),
  },
  position: { roles: ['link', 'tool'], request: Nothing, result: Position },
  /**
   * Event lines after `after`, exactly as hashed. `prev` is the chain value of `after`.
   * Errors: `journal_pruned` when `after + 1` is no longer kept, `journal_epoch` when the epoch is another.
   */
  read: {
    roles: ['link', 'tool'],
    request: Type.Object({
      epoch: Type.Integer({ minimum: 1 }),
      after: Seq,
      limit: Type.Integer({ minimum: 1, maximum: LIMITS.readEvents }),
    }),
    result: Type.Object({
      epoch: Type.Integer(),
      first: Type.Integer(),
      prev: Hash,
      lines: Type.Array(Type.String()),
    }),
  },
  /** Chain value at `seq`; null when it is not known (pruned, or never written). `first - 1` is known. */
  hashAt: {
    roles: ['link', 'tool'],
    request: Type.Object({ seq: Seq }),
    result: Type.Object({ hash: Type.Union([Hash, Type.Null()]) }),
  },
  /**
   * The cloud holds everything up to `through`, whose chain value is `hash`; lower than before when the cloud was restored.
   * Errors: `journal_epoch`, `journal_ack_unknown` (beyond `last`, or another hash): nothing is changed.
   */
  ack: {
    roles: ['link'],
    request: Type.Object({ epoch: Type.Integer({ minimum: 1 }), through: Seq, hash: Hash }),
    result: Position,
  },
  /**
   * The history has forked (restored or cloned disk): a new epoch, at least `atLeast`, in which nothing is
   * acknowledged. `epoch` is the one that forked; another one means that it was done already, and changes nothing.
   */
  fork: {
    roles: ['link'],
    request: Type.Object({ epoch: Type.Integer({ minimum: 1 }), atLeast: Type.Integer({ minimum: 1 }) }),
    result: Position,
  },
  /**
   * One part of a signed list, in order; the gate itself verifies the whole after the last part.
   * Errors: those of lists (`list_…`), `socket_upload` for parts out of order; the old list stays whole.
   */
  offerList: {
    roles: ['link', 'tool'],
    request: Type.Object({
      total: Type.Integer({ minimum: 1, maximum: LIMITS.listBytes }),
      offset: Type.Integer({ minimum: 0, maximum: LIMITS.listBytes }),
      /** base64 */
      bytes: Type.String({ maxLength: Math.ceil(LIMITS.listPartBytes / 3) * 4 }),
    }),
    result: Type.Object({
      /** Bytes received so far. */
      received: Type.Integer(),
      /** After the last part: the version in force. */
      version: Type.Optional(Type.Integer()),
    }),
  },
  command: { roles: ['link', 'tool'], request: Command, result: CommandAnswer },
  /** A card read by a PC/SC reader. `uid` is hex, most significant byte first. */
  tap: {
    roles: ['pcsc'],
    request: Type.Object({
      reader: Type.String({ minLength: 1, maxLength: 80 }),
      uid: Type.String({ pattern: '^([0-9a-f]{2}){4,10}$' }),
      /** How long ago the card was read, ms (I9). */
      ageMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
    }),
    result: Type.Object({ trace: Type.String(), code: Type.String() }),
  },
  /** Sets what is pushed to this connection; replaces the previous choice. */
  subscribe: {
    roles: everyone,
    request: Type.Object({ topics: Type.Array(Type.Enum([...TOPICS]), { maxItems: TOPICS.length }) }),
    result: Nothing,
  },
  status: { roles: everyone, request: Nothing, result: GateStatus },
  /** Explains a decision step by step; changes nothing. `at` is UTC ms, now when absent. */
  why: {
    roles: ['link', 'tool'],
    request: Type.Object({
      subject: Subject,
      lane: Type.String({ minLength: 1, maxLength: 40 }),
      direction: Type.Optional(Type.Enum(['in', 'out'])),
      at: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
    result: Type.Object({
      code: Type.String(),
      granted: Type.Boolean(),
      steps: Type.Array(
        Type.Object({ step: Type.String(), outcome: Type.String(), detail: Type.Optional(Type.String()) }),
      ),
    }),
  },
  /**
   * Which token a card has, for orders about whoever holds it, and whether the list in force knows it.
   * Errors: `why_card` when it is neither a token nor a card's number.
   */
  card: {
    roles: ['tool'],
    request: Type.Object({ subject: Subject }),
    result: Type.Object({ token: Type.String(), known: Type.Boolean() }),
  },
  /** Takes over what the configuration and the keys say now. An error changes nothing and says why. */
  reload: {
    roles: ['tool'],
    request: Nothing,
    result: Type.Object({ lines: Difference, devices: Difference, lanes: Difference }),
  },
  /** Gives one device the key that the file of keys has for it: its first, or with `change` another one. */
  deviceKey: {
    roles: ['tool'],
    request: Type.Object({
      device: Type.String({ minLength: 1, maxLength: 40 }),
      change: Type.Optional(Type.Boolean()),
    }),
    result: Nothing,
  },
  /** Takes all devices of a line to another speed, and the line with them. */
  lineBaud: {
    roles: ['tool'],
    request: Type.Object({
      line: Type.String({ minLength: 1, maxLength: 40 }),
      baud: Type.Enum([...BAUD_RATES]),
    }),
    result: Type.Object({ baud: Type.Integer() }),
  },
  /** Which keys the gate has; none of them. */
  keys: { roles: ['link', 'tool'], request: Nothing, result: KeyReport },
  /** The last taps, newest first. */
  trace: {
    roles: ['link', 'tool'],
    request: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200 }) }),
    result: Type.Object({
      taps: Type.Array(TapTrace),
      stages: Type.Array(
        Type.Object({
          stage: Type.String(),
          count: Type.Integer(),
          p50: Type.Number(),
          p99: Type.Number(),
          max: Type.Number(),
        }),
      ),
    }),
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type Request<N extends OperationName> = Static<(typeof operations)[N]['request']>;
export type Result<N extends OperationName> = Static<(typeof operations)[N]['result']>;

/** What the gate sends unasked. `event` lines are durable before they are shown. */
export const pushes = {
  position: Position,
  event: Type.Object({ epoch: Type.Integer(), hash: Hash, line: Type.String(), event: JournalEvent }),
  lane: LaneStatus,
  alarm: Alarm,
  status: GateStatus,
} as const satisfies Record<Topic, TSchema>;
export type Push<T extends Topic> = Static<(typeof pushes)[T]>;
