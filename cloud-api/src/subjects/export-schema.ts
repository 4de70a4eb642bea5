import { type TSchema, Type } from 'typebox';
import { StatusName } from '../attendance/decide/schema.ts';
import type { Kind, Section } from './section.ts';
import { SECTIONS } from './sections/index.ts';

const Instant = Type.String({ format: 'date-time', description: 'UTC.' });
const LocalDate = Type.String({ description: 'Local date, such as 2026-11-09.' });

const KINDS: Readonly<Record<Kind, TSchema>> = {
  text: Type.String(),
  moment: Instant,
  day: LocalDate,
  month: Type.String({ description: 'First day of the month.' }),
  number: Type.Number(),
  flag: Type.Boolean(),
  code: Type.String({ description: 'Stable code.' }),
  codes: Type.Array(Type.String({ description: 'Stable code.' })),
  lessons: Type.Array(
    Type.Object({
      lesson: Type.Integer(),
      status: StatusName,
      leftEarly: Type.Boolean(),
    }),
  ),
  stays: Type.Array(
    Type.Object({
      building: Type.String(),
      from: Instant,
      until: Instant,
      began: Type.String(),
      ended: Type.String(),
      uncertain: Type.Boolean(),
    }),
  ),
};

const rowsOf = ({ tables, columns }: Section) =>
  Type.Array(
    Type.Object(
      Object.fromEntries(
        Object.entries(columns).map(([name, kind]) => [name, Type.Optional(KINDS[kind as Kind])]),
      ),
    ),
    { description: `From: ${tables.join(', ')}.` },
  );

/** Everything that is held of one person. Hours may be halves: a lateness is half an hour. */
export const PersonExport = Type.Object({
  madeAt: Instant,
  entry: Type.Integer({ description: 'Of this export in the school’s log.' }),
  school: Type.Object({ code: Type.String(), name: Type.String(), timezone: Type.String() }),
  person: Type.Object({
    id: Type.String(),
    accountNo: Type.String(),
    kind: Type.String(),
    tracking: Type.String({ description: '`pass_only`: processing was refused.' }),
    enteredAt: Instant,
    first: Type.String(),
    middle: Type.Optional(Type.String()),
    last: Type.String(),
    identifierType: Type.Optional(Type.Integer({ description: '0 ЕГН, 1 ЛНЧ, 2 ИДН.' })),
    identifier: Type.Optional(Type.String()),
    birthDate: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
  }),
  held: Type.Object(
    Object.fromEntries(Object.entries(SECTIONS).map(([name, section]) => [name, rowsOf(section)])),
  ),
});
