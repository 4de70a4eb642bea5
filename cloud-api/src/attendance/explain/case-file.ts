import { type Static, type TSchema, Type } from 'typebox';

const Instant = Type.String({ format: 'date-time' });
const LocalDate = Type.String({ format: 'date' });
const LocalTime = Type.String({ pattern: '^([01]\\d|2[0-4]):[0-5]\\d(:[0-5]\\d)?$' });

/** Absent and null mean the same: not known. */
const Maybe = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

const CaseEvent = Type.Object({
  gateway: Type.String(),
  boot: Type.String(),
  epoch: Maybe(Type.Integer({ minimum: 1 })),
  seq: Type.Integer({ minimum: 1 }),
  at: Instant,
  kind: Type.String(),
  direction: Maybe(Type.String()),
  building: Maybe(Type.String()),
  lane: Maybe(Type.String()),
  credential: Maybe(Type.String()),
  reason: Maybe(Type.String()),
  monotonicSeconds: Maybe(Type.Number()),
  visitor: Maybe(Type.Boolean()),
  assumed: Maybe(Type.Boolean()),
  receivedAt: Maybe(Instant),
  durableAt: Maybe(Instant),
  attributes: Maybe(Type.Integer({ minimum: 1 })),
});
export type CaseEvent = Static<typeof CaseEvent>;

const CaseClock = Type.Object({
  gateway: Type.String(),
  boot: Type.String(),
  offsetSeconds: Maybe(Type.Number()),
  syncedAt: Maybe(Instant),
  syncedMonotonicSeconds: Maybe(Type.Number()),
});
export type CaseClock = Static<typeof CaseClock>;

export const Case = Type.Object({
  id: Type.String(),
  date: LocalDate,
  closesOn: Maybe(LocalDate),
  lessons: Type.Array(Type.Tuple([LocalTime, LocalTime])),
  events: Type.Array(CaseEvent),
  clock: Maybe(Type.Array(CaseClock)),
  credentials: Maybe(
    Type.Record(
      Type.String(),
      Type.Object({
        validFrom: Maybe(Instant),
        revokedAt: Maybe(Instant),
      }),
    ),
  ),
  coverageGaps: Maybe(
    Type.Array(Type.Object({ start: Instant, end: Maybe(Instant), gateway: Maybe(Type.String()) })),
  ),
  fires: Maybe(
    Type.Array(Type.Object({ building: Maybe(Type.String()), start: Instant, end: Maybe(Instant) })),
  ),
  excuses: Maybe(Type.Array(Type.Object({ from: LocalDate, to: LocalDate }))),
  consent: Maybe(Type.String()),
  asOf: Maybe(Instant),
  expected: Type.Optional(Type.Unknown()),
});
export type Case = Static<typeof Case>;

/** Form of `attendance-cases.json` (domain/attendance.md, E1). Fields beyond these are left alone. */
export const CaseFile = Type.Object({
  timezone: Type.String(),
  settings: Type.Object({
    lateMaxSeconds: Type.Optional(Type.Number({ minimum: 0 })),
    absentMissedSeconds: Type.Optional(Type.Number({ minimum: 0 })),
    transitSeconds: Type.Optional(Type.Number({ minimum: 0 })),
    buildingOpens: Type.Optional(LocalTime),
    buildingCloses: Type.Optional(LocalTime),
    doubleTapSeconds: Type.Optional(Type.Number({ minimum: 0 })),
    regroupSeconds: Type.Optional(Type.Number({ minimum: 0 })),
    futureSeconds: Type.Optional(Type.Number({ minimum: 0 })),
  }),
  cases: Type.Array(Case),
});
export type CaseFile = Static<typeof CaseFile>;
