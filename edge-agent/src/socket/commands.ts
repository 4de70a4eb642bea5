import { KEY_DOCUMENT_CHARACTERS } from '@vratar/protocol/keys';
import { Direction } from '@vratar/protocol/messages';
import { type Static, Type } from 'typebox';

const Lane = Type.String({ minLength: 1, maxLength: 40 });
const Zone = Type.String({ minLength: 1, maxLength: 40 });
const Token = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

/** No calendar goes further (ECMAScript's `Date`). */
const LAST_MOMENT = 8.64e15;

/** What a person or the cloud may ask of the gate. Each is idempotent by its id, journaled, and answered. */
export const Order = Type.Union([
  /** A guard frees one passage. */
  Type.Object({
    name: Type.Literal('release'),
    lane: Lane,
    direction: Direction,
    reason: Type.Enum(['pupil', 'visitor', 'staff', 'other']),
  }),
  /** A guard says who it is that passes without a card. */
  Type.Object({
    name: Type.Literal('attest'),
    lane: Lane,
    direction: Direction,
    token: Token,
    /** The person has passed already: nothing is opened. */
    passed: Type.Optional(Type.Boolean()),
    /** Sequence number of the anonymous release that this puts a name to. */
    attributes: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  /** Until `until` (UTC ms), or until the next `mode` when absent; `schedule` returns to the calendar. */
  Type.Object({
    name: Type.Literal('mode'),
    lane: Lane,
    direction: Direction,
    mode: Type.Enum(['controlled', 'free', 'blocked', 'schedule']),
    until: Type.Optional(Type.Integer({ minimum: 0, maximum: LAST_MOMENT })),
  }),
  Type.Object({ name: Type.Literal('lockdown'), on: Type.Boolean() }),
  /** `override` names the person who answers for a reset while an input of the zone cannot be read. */
  Type.Object({
    name: Type.Literal('fire_reset'),
    zone: Zone,
    override: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  }),
  Type.Object({ name: Type.Literal('fire_drill'), zone: Zone, on: Type.Boolean() }),
  /** Forgets where one person is, or everybody when `token` is absent. */
  Type.Object({ name: Type.Literal('passback_reset'), token: Type.Optional(Token) }),
  /** IANA name; against the list's own until the next list. */
  Type.Object({ name: Type.Literal('time_zone'), zone: Type.String({ minLength: 1, maxLength: 60 }) }),
  /** A key document of the cloud (`protocol/src/keys`). */
  Type.Object({
    name: Type.Literal('rotate_key'),
    document: Type.String({ minLength: 1, maxLength: KEY_DOCUMENT_CHARACTERS }),
  }),
  Type.Object({ name: Type.Literal('lane_service'), lane: Lane, inService: Type.Boolean() }),
]);
export type Order = Static<typeof Order>;

export const Command = Type.Object({
  /** Chosen by the issuer; the same id is carried out once. */
  id: Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' }),
  /** Who answers for it: `guard:<account>`, `cloud:<account>`, `tool:<user>`. Never a name. */
  issuer: Type.String({ minLength: 1, maxLength: 80, pattern: '^[a-z]+:[A-Za-z0-9._@-]+$' }),
  /** UTC ms; a command that is later than this is refused. */
  expiresAt: Type.Integer({ minimum: 0 }),
  order: Order,
});
export type Command = Static<typeof Command>;

export const CommandAnswer = Type.Object({
  id: Type.String(),
  outcome: Type.Enum(['done', 'refused', 'expired', 'repeated']),
  /** Stable code that explains `refused`. */
  code: Type.Optional(Type.String()),
});
export type CommandAnswer = Static<typeof CommandAnswer>;
