import { type Static, Type } from 'typebox';
import { Day, exactly, Moment, Uuid } from '../../api/index.ts';

/** As a reader shows it or a person writes it: hexadecimal with or without separators, or `123,45678` of 26 bits. */
export const Uid = Type.String({ minLength: 4, maxLength: 60 });
export const CardType = Type.Enum(['card', 'bracelet', 'fob', 'phone', 'transit', 'temporary', 'visitor']);
export const CardState = Type.Enum(['stock', 'issued', 'blocked', 'lost', 'retired']);
export const Label = Type.String({ maxLength: 60 });
export const CardKind = Type.Enum(['pupil', 'staff', 'visitor', 'temporary', 'pass_only']);

export const CardView = Type.Object({
  id: Uuid,
  type: CardType,
  label: Type.String(),
  state: CardState,
  kind: Type.Optional(CardKind),
  person: Type.Optional(Uuid),
  name: Type.Optional(Type.String({ description: 'Of the holder.' })),
  since: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
});
export type CardView = Static<typeof CardView>;

/** What the desk learns of a card on its reader. Of another school’s: that it belongs to the network, no more. */
export const CheckView = Type.Object({
  where: Type.Enum(['here', 'elsewhere', 'unknown']),
  number: Type.String({ description: 'The number as it was understood.' }),
  card: Type.Optional(CardView),
  lowAssurance: Type.Optional(Type.Boolean({ description: 'Its number is one of few and can be guessed.' })),
  last: Type.Optional(
    Type.Object({
      person: Type.Optional(Uuid),
      name: Type.Optional(Type.String()),
      kind: CardKind,
      from: Type.String(),
      until: Type.Optional(Type.String()),
      ended: Type.Optional(Type.String({ description: 'Why it was taken back.' })),
    }),
  ),
});
export type CheckView = Static<typeof CheckView>;

/** Where the page lies on which a pass-only card was signed for. */
export const SignatureBody = exactly({
  signedOn: Day,
  document: Type.Optional(Type.String({ maxLength: 200 })),
});

export const IssueBody = Type.Union([
  exactly({ kind: Type.Enum(['pupil', 'staff']), person: Uuid }),
  exactly({
    kind: Type.Literal('temporary'),
    person: Uuid,
    until: Moment,
    uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  }),
  exactly({
    kind: Type.Literal('visitor'),
    until: Moment,
    uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  }),
  exactly({ kind: Type.Literal('pass_only'), signature: SignatureBody }),
]);
export type IssueBody = Static<typeof IssueBody>;

export const BatchBody = exactly({
  type: CardType,
  cards: Type.Array(exactly({ uid: Uid, label: Type.Optional(Label) }), { minItems: 1, maxItems: 500 }),
});
export const BatchView = Type.Object({
  items: Type.Array(
    Type.Object({
      uid: Type.String(),
      outcome: Type.Enum(['added', 'known_here', 'known_elsewhere', 'twice', 'refused']),
      credential: Type.Optional(Uuid),
      problem: Type.Optional(Type.String({ description: 'Why it was refused: stable, for programs.' })),
    }),
  ),
  added: Type.Integer(),
});
