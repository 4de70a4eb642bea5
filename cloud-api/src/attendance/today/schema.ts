import { type Static, Type } from 'typebox';

const Time = Type.Integer({ description: 'milliseconds since 1970, UTC' });
const Count = Type.Integer({ minimum: 0 });

/** `awaited`: not come, and no lesson of theirs has begun yet. */
export const StateName = Type.Enum(['inside', 'left', 'not_come', 'awaited', 'unknown', 'not_tracked']);
export type StateName = Static<typeof StateName>;

/** How many persons are in which state. */
export const Counts = Type.Object({
  expected: Count,
  inside: Count,
  left: Count,
  notCome: Count,
  awaited: Count,
  /** Perhaps inside: the gates cannot say (I8). */
  unknown: Count,
  notTracked: Count,
});
export type Counts = Static<typeof Counts>;

/** The first lesson of a class that is not over, or its last one. */
export const LessonView = Type.Object({
  n: Type.Integer(),
  start: Time,
  end: Time,
  here: Count,
  late: Count,
  missing: Count,
  unknown: Count,
  /** Not here and not late, but with an excuse for the date; not among `missing`. */
  excused: Count,
});
export type LessonView = Static<typeof LessonView>;

export const ClassView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  grade: Type.Integer(),
  counts: Counts,
  first: Type.Optional(LessonView),
  now: Type.Optional(LessonView),
});
export type ClassView = Static<typeof ClassView>;

/** Why nobody can say where a person is. */
export const Why = Type.Object({
  cause: Type.String({ description: 'stable code of the doubt; gateway_silent for one that still lasts' }),
  gateway: Type.Optional(Type.String()),
  since: Type.Optional(Time),
});
export type Why = Static<typeof Why>;

export const PersonView = Type.Object({
  id: Type.String(),
  /** Only for those who may see it. */
  name: Type.Optional(Type.String()),
  class: Type.Optional(Type.String()),
  state: StateName,
  since: Type.Optional(Time),
  building: Type.Optional(Type.String()),
  zone: Type.Optional(Type.String()),
  why: Type.Optional(Why),
  excused: Type.Optional(Type.Boolean()),
  /** How the first lesson of the class stands for them; absent before it begins. */
  firstLesson: Type.Optional(Type.Enum(['here', 'late', 'missing', 'unknown'])),
});
export type PersonView = Static<typeof PersonView>;

export const GatewayView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  building: Type.String(),
  /** Newest moment that it told of. */
  dataAt: Type.Optional(Time),
  /** Present while it is silent. */
  silentSince: Type.Optional(Time),
});
export type GatewayView = Static<typeof GatewayView>;

/** Who is in the school at a moment, with the age of what it is told from. */
export const PresenceView = Type.Object({
  school: Type.String(),
  date: Type.String(),
  timezone: Type.String(),
  /** The moment that is shown. */
  at: Time,
  opens: Time,
  closes: Time,
  /** Every figure is complete up to here: the last word of the gateway that spoke longest ago. */
  dataAt: Type.Optional(Time),
  gateways: Type.Array(GatewayView),
  pupils: Counts,
  staffInside: Count,
  /** Perhaps inside. */
  staffUnknown: Count,
  classes: Type.Array(ClassView),
  zones: Type.Array(
    Type.Object({ building: Type.String(), zone: Type.Optional(Type.String()), inside: Count }),
  ),
  people: Type.Optional(Type.Array(PersonView)),
});
export type PresenceView = Static<typeof PresenceView>;

/** One person on a muster list. */
export const MusterPerson = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  class: Type.Optional(Type.String({ description: 'name of the class; absent for staff' })),
  since: Type.Optional(Time),
  why: Type.Optional(Why),
});
export type MusterPerson = Static<typeof MusterPerson>;

/** Who has to be looked for at a moment: by place, and those of whom the gates cannot say whether they are in. */
export const MusterView = Type.Object({
  date: Type.String(),
  timezone: Type.String(),
  at: Time,
  dataAt: Type.Optional(Time),
  gateways: Type.Array(GatewayView),
  inside: Count,
  perhaps: Count,
  places: Type.Array(
    Type.Object({
      building: Type.String(),
      zone: Type.Optional(Type.String()),
      inside: Count,
      people: Type.Array(MusterPerson),
    }),
  ),
  classes: Type.Array(
    Type.Object({
      name: Type.Optional(Type.String({ description: 'absent: staff' })),
      inside: Count,
      perhaps: Count,
    }),
  ),
  unknown: Type.Array(MusterPerson),
});
export type MusterView = Static<typeof MusterView>;
