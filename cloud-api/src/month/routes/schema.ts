import { type Static, Type } from 'typebox';

const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
const Time = Type.Integer({ description: 'milliseconds since 1970, UTC' });
const Count = Type.Integer({ minimum: 0 });
const LocalDate = Type.String({ format: 'date' });
/** Lesson-hours, for preschool days; in halves. */
const Hours = Type.Number({ minimum: 0, description: 'lesson-hours (preschool: days), in halves' });
/** A calendar month. */
export const MonthName = Type.String({
  pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$',
  description: 'YYYY-MM',
});

const By = Type.Object({ name: Type.Optional(Type.String()), role: Type.Optional(Type.String()) });
export const StateName = Type.Enum([
  'draft',
  'checked',
  'generated',
  'imported',
  'signed',
  'declared',
  'final',
  'expired',
]);
export type StateName = Static<typeof StateName>;

/** Whether an act would be done now, and if not, which guard stands in the way. */
export const Possible = Type.Object({
  ok: Type.Boolean(),
  code: Type.Optional(Type.String()),
  count: Type.Optional(Type.Integer()),
});
export type Possible = Static<typeof Possible>;

export const CampaignWindow = Type.Object({ opens: Time, closes: Time });

export const MonthLine = Type.Object({
  month: MonthName,
  state: StateName,
  window: CampaignWindow,
  /** State of the agency's campaign, where its list was read in. */
  asp: Type.Optional(Type.String()),
  /** When that campaign ends. */
  aspCloses: Type.Optional(Time),
  openCorrections: Count,
});
export type MonthLine = Static<typeof MonthLine>;
export const MonthList = Type.Object({
  now: Time,
  timezone: Type.String(),
  months: Type.Array(MonthLine),
});
export type MonthList = Static<typeof MonthList>;

export const ClassLine = Type.Object({
  id: Uuid,
  name: Type.String(),
  grade: Type.Integer(),
  preschool: Type.Boolean(),
  pupils: Count,
  unexcused: Hours,
  excused: Hours,
  lates: Count,
  undecided: Count,
  /** The teacher has gone through it as it stands now. */
  checked: Type.Optional(Type.Object({ at: Time, by: By })),
  /** The teacher had, and its numbers changed after that. */
  outdated: Type.Optional(Type.Object({ at: Time, by: By })),
});
export type ClassLine = Static<typeof ClassLine>;

export const OpenDay = Type.Object({
  date: LocalDate,
  gateway: Type.Optional(Type.String()),
  /** `not_computed`: a school day without results. */
  state: Type.Enum(['not_closed', 'differs', 'not_computed']),
  missing: Count,
});
export type OpenDay = Static<typeof OpenDay>;

export const ActLine = Type.Object({
  act: Type.String(),
  at: Time,
  by: By,
  class: Type.Optional(Type.String()),
  number: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  openDays: Type.Optional(Count),
  /** Who answers for days that were not reconciled, by the name that was written when signing. */
  acceptedBy: Type.Optional(Type.String()),
  /** Which days those were, of which gateways. */
  acceptedDays: Type.Optional(Type.Array(OpenDay)),
});
export type ActLine = Static<typeof ActLine>;

/** A month of the school as its principal looks at it. */
export const MonthView = Type.Object({
  month: MonthName,
  now: Time,
  timezone: Type.String(),
  state: StateName,
  ends: Time,
  window: CampaignWindow,
  fileIsCurrent: Type.Boolean(),
  unexcusedRows: Count,
  classes: Type.Array(ClassLine),
  openDays: Type.Array(OpenDay),
  history: Type.Array(ActLine),
  can: Type.Object({
    generate: Possible,
    mark_imported: Possible,
    sign: Possible,
    declare: Possible,
    unsign: Possible,
  }),
});
export type MonthView = Static<typeof MonthView>;

export const PupilLine = Type.Object({
  person: Uuid,
  name: Type.String(),
  preschool: Type.Boolean(),
  unexcused: Hours,
  excused: Hours,
  lates: Count,
  undecided: Count,
});
export type PupilLine = Static<typeof PupilLine>;

/** A month of one class as its homeroom teacher closes it. */
export const ClassMonth = Type.Object({
  month: MonthName,
  now: Time,
  timezone: Type.String(),
  state: StateName,
  class: Type.Object({ id: Uuid, name: Type.String(), grade: Type.Integer() }),
  /** The teacher has gone through it as it stands now. */
  checked: Type.Optional(Type.Object({ at: Time, by: By })),
  /** The teacher had, and its numbers changed after that. */
  outdated: Type.Optional(Type.Object({ at: Time, by: By })),
  check: Possible,
  pupils: Type.Array(PupilLine),
  /** R19: a lateness inside a medical note is not excused by it; the teacher looks at each. */
  lateInMedical: Type.Array(
    Type.Object({ person: Uuid, name: Type.String(), date: LocalDate, lessons: Type.Array(Type.Integer()) }),
  ),
});
export type ClassMonth = Static<typeof ClassMonth>;

export const ActBody = Type.Object(
  {
    act: Type.Enum(['generate', 'mark_imported', 'sign', 'declare', 'unsign']),
    /** Under which НЕИСПУО took the file; needed for `mark_imported`. */
    number: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** The name with which the signer answers for days that are not reconciled. */
    acceptedBy: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    /** Why they are accepted; needed with `acceptedBy`. */
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  { additionalProperties: false },
);
export type ActBody = Static<typeof ActBody>;

export const AspRowView = Type.Object({
  number: Type.Integer(),
  /** As the agency wrote it. */
  name: Type.String(),
  /** Nobody of the school has the identifier when absent. */
  person: Type.Optional(Uuid),
  class: Type.Optional(Type.String()),
  kind: Type.Enum(['absence', 'unsubscribed', 'remote']),
  preschool: Type.Boolean(),
  absences: Type.Number(),
  days: Type.Integer(),
  /** What our own books say of the month. */
  ours: Type.Optional(Hours),
  state: Type.Enum(['review', 'confirmed', 'refused']),
  corrected: Type.Optional(Type.Number()),
  note: Type.String(),
  by: Type.Optional(By),
  at: Type.Optional(Time),
});
export type AspRowView = Static<typeof AspRowView>;

export const AspView = Type.Object({
  month: MonthName,
  now: Time,
  timezone: Type.String(),
  state: Type.Enum(['started', 'ready', 'signed', 'final', 'expired']),
  window: CampaignWindow,
  rows: Type.Array(AspRowView),
  can: Type.Object({ sign: Possible, unsign: Possible }),
});
export type AspView = Static<typeof AspView>;

export const AspDecisionBody = Type.Object(
  {
    decision: Type.Enum(['confirm', 'refuse']),
    corrected: Type.Optional(Type.Number({ minimum: 0, maximum: 999 })),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
    /** Repeats a correction of exactly 3 days of preschool. */
    override: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type AspDecisionBody = Static<typeof AspDecisionBody>;

export const CorrectionView = Type.Object({
  id: Uuid,
  month: MonthName,
  person: Uuid,
  name: Type.String(),
  class: Type.String(),
  preschool: Type.Boolean(),
  signed: Type.Object({ unexcused: Hours, excused: Hours }),
  now: Type.Object({ unexcused: Hours, excused: Hours }),
  state: Type.Enum(['open', 'sent', 'dismissed', 'settled']),
  note: Type.String(),
  notedAt: Time,
  by: Type.Optional(By),
  closedAt: Type.Optional(Time),
});
export type CorrectionView = Static<typeof CorrectionView>;

export const CorrectionBody = Type.Object(
  {
    state: Type.Enum(['sent', 'dismissed']),
    note: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
);
