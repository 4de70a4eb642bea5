import { type Static, Type } from 'typebox';
import { Day, exactly, someOf, Uuid } from '../../api/index.ts';

export const Kind = Type.Enum(['student', 'staff', 'guardian']);
/** As НЕИСПУО numbers them: 0 ЕГН, 1 ЛНЧ, 2 ИДН. */
export const IdentifierTypeField = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2)]);
const Word = Type.String({ minLength: 1, maxLength: 255, pattern: '\\S' });
export const Relation = Type.Enum(['mother', 'father', 'guardian', 'other']);
const OrNothing = <T extends ReturnType<typeof Type.String>>(value: T) => Type.Union([value, Type.Null()]);

const Identifier = Type.String({ minLength: 1, maxLength: 30 });
const Phone = Type.String({ minLength: 6, maxLength: 40 });
const Email = Type.String({ format: 'email', maxLength: 254 });

const named = { first: Word, last: Word };
const optional = {
  middle: Type.Optional(Word),
  identifierType: Type.Optional(IdentifierTypeField),
  identifier: Type.Optional(Identifier),
  birthDate: Type.Optional(Day),
  phone: Type.Optional(Phone),
  email: Type.Optional(Email),
};

export const NewStudent = exactly({ ...named, ...optional, class: Uuid, firstDay: Type.Optional(Day) });
export type NewStudent = Static<typeof NewStudent>;
export const NewStaff = exactly({
  ...named,
  ...optional,
  post: Type.String({ minLength: 1, maxLength: 120 }),
  from: Type.Optional(Day),
});
export const NewGuardian = exactly({ ...named, ...optional, child: Uuid, relation: Relation });

/** What is not named stays; `null` takes away. */
export const PersonChange = someOf({
  first: Type.Optional(Word),
  middle: Type.Optional(OrNothing(Word)),
  last: Type.Optional(Word),
  identifierType: Type.Optional(IdentifierTypeField),
  identifier: Type.Optional(OrNothing(Identifier)),
  birthDate: Type.Optional(OrNothing(Day)),
  phone: Type.Optional(OrNothing(Phone)),
  email: Type.Optional(OrNothing(Email)),
  tracking: Type.Optional(Type.Enum(['full', 'pass_only'])),
});
export type PersonChange = Static<typeof PersonChange>;

export const PersonView = Type.Object({
  id: Uuid,
  kind: Kind,
  accountNo: Type.String(),
  tracking: Type.Enum(['full', 'pass_only']),
  first: Type.String(),
  middle: Type.Optional(Type.String()),
  last: Type.String(),
  class: Type.Optional(Type.Object({ id: Uuid, name: Type.String() })),
});
export type PersonView = Static<typeof PersonView>;

const RelativeView = Type.Object({
  guardianship: Uuid,
  person: PersonView,
  relation: Relation,
  from: Type.String(),
  until: Type.Optional(Type.String()),
});

export const PersonPageView = Type.Object({
  person: PersonView,
  birthDate: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  identifierType: Type.Optional(IdentifierTypeField),
  identifierEnd: Type.Optional(
    Type.String({ description: 'Its last four characters: enough to tell two of one name apart.' }),
  ),
  enrolments: Type.Array(
    Type.Object({
      class: Uuid,
      name: Type.String(),
      first: Type.String(),
      last: Type.Optional(Type.String()),
    }),
  ),
  employments: Type.Array(
    Type.Object({ post: Type.String(), from: Type.String(), until: Type.Optional(Type.String()) }),
  ),
  guardians: Type.Array(RelativeView),
  children: Type.Array(RelativeView),
  cards: Type.Array(
    Type.Object({
      credential: Uuid,
      type: Type.String(),
      label: Type.String(),
      state: Type.String(),
      kind: Type.String(),
      from: Type.String(),
      until: Type.Optional(Type.String()),
      ended: Type.Optional(Type.String()),
    }),
  ),
});
export type PersonPageView = Static<typeof PersonPageView>;
