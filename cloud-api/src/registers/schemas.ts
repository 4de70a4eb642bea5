import { type Static, Type } from 'typebox';

/** Schemas of what registers take, for every boundary that takes it: HTTP, files, commands. */
export const LocalDateText = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
export const LocalTimeText = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Id = Type.String({ format: 'uuid' });
/** Not of blanks alone. */
export const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
export const Code = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
export const Address = Type.String({ maxLength: 200 });
/** BasicClassId of НЕИСПУО: kindergarten −6 to −1, classes 1 to 13, preschool group 32. */
export const Grade = Type.Integer({ minimum: -6, maximum: 32 });
export const LaneKind = Type.Enum(['tripod', 'full_height', 'speed_gate', 'door', 'open']);
/** As topics and events name it. */
export const GatewayId = Type.String({
  pattern: '^[A-Za-z0-9._-]{1,64}$',
  description: 'As topics and events name it.',
});

export const NewSchool = Type.Object({
  /** Code of the province; made when it is new. */
  region: Code,
  regionName: Type.Optional(Name),
  /** Institution code of НЕИСПУО. */
  code: Type.String({ pattern: '^[0-9]{6,8}$' }),
  name: Name,
  city: Type.Optional(Type.String({ maxLength: 120 })),
  /** IANA name; Europe/Sofia unless told. */
  timezone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  language: Type.Optional(Type.Enum(['bg', 'ru', 'en'])),
});
export type NewSchool = Static<typeof NewSchool>;

export const NewYear = Type.Object({
  startYear: Type.Integer({ minimum: 2000, maximum: 2200 }),
  /** Ascending, without a common day. */
  terms: Type.Array(Type.Object({ firstDay: LocalDateText, lastDay: LocalDateText }), {
    minItems: 1,
    maxItems: 4,
  }),
});
export type NewYear = Static<typeof NewYear>;

export const PeriodSchema = Type.Object({
  number: Type.Integer({ minimum: 0, maximum: 20 }),
  start: LocalTimeText,
  end: LocalTimeText,
});

export const NewBells = Type.Object({
  shift: Id,
  holdsFrom: LocalDateText,
  /** On that day only: shortened lessons. */
  onlyThatDay: Type.Optional(Type.Boolean()),
  periods: Type.Array(PeriodSchema, { minItems: 1, maxItems: 20 }),
});
export type NewBells = Static<typeof NewBells>;

export const NewTimetable = Type.Object({
  class: Id,
  holdsFrom: LocalDateText,
  onlyThatDay: Type.Optional(Type.Boolean()),
  lessons: Type.Array(
    Type.Object({
      weekday: Type.Integer({ minimum: 1, maximum: 7 }),
      period: Type.Integer({ minimum: 0, maximum: 20 }),
      subject: Code,
      teacher: Type.Optional(Id),
      group: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      weeks: Type.Optional(Type.Enum(['odd', 'even'])),
    }),
    { maxItems: 200 },
  ),
});
export type NewTimetable = Static<typeof NewTimetable>;

export const NewCalendarDays = Type.Object({
  /** Absent: the whole school. */
  class: Type.Optional(Id),
  /** Both inclusive. */
  from: LocalDateText,
  to: LocalDateText,
  kind: Type.Enum(['holiday', 'off_day', 'school_day', 'remote', 'excursion']),
  /** Whose timetable holds on a school day by order. */
  asWeekday: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
  note: Type.Optional(Type.String({ maxLength: 200 })),
});
export type NewCalendarDays = Static<typeof NewCalendarDays>;

export const NewGateway = Type.Object({
  id: GatewayId,
  site: Id,
  building: Id,
  name: Name,
  lanes: Type.Array(
    Type.Object({
      id: Code,
      name: Name,
      kind: LaneKind,
      zone: Type.Optional(Id),
    }),
    { maxItems: 64 },
  ),
});
export type NewGateway = Static<typeof NewGateway>;
