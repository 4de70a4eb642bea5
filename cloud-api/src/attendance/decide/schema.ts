import { type Static, Type } from 'typebox';

const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
const Time = Type.Integer({ description: 'milliseconds since 1970, UTC' });
const Count = Type.Integer({ minimum: 0 });
/** A local date of the school, YYYY-MM-DD. */
export const Day = Type.String({ format: 'date', pattern: '^(19|20|21)[0-9]{2}' });

export const StatusName = Type.Enum([
  'present',
  'late',
  'absent',
  'excused',
  'unknown',
  'suspended',
  'not_tracked',
  'gate_unused',
  'pending',
]);
export type StatusName = Static<typeof StatusName>;
export const MarkName = Type.Enum(['present', 'late', 'absent', 'excused']);
export type MarkName = Static<typeof MarkName>;
export const ReasonName = Type.Enum(['medical', 'family', 'participation', 'quarantine', 'other']);
export type ReasonName = Static<typeof ReasonName>;

/** A class whose lessons the caller decides, and how much of it waits for a decision. */
export const DecidedClass = Type.Object({
  id: Uuid,
  name: Type.String(),
  grade: Type.Integer(),
  pupils: Count,
  /** Lessons of settled days in months that are still open. */
  undecided: Count,
});
export type DecidedClass = Static<typeof DecidedClass>;

export const LessonCell = Type.Object({
  n: Type.Integer(),
  status: StatusName,
  /** Present at the start, gone before the end. */
  leftEarly: Type.Optional(Type.Boolean()),
  /** A person has decided it. */
  decided: Type.Optional(Type.Boolean()),
});
export type LessonCell = Static<typeof LessonCell>;

export const LessonTime = Type.Object({
  n: Type.Integer(),
  start: Time,
  end: Time,
  subject: Type.Optional(Type.String()),
});
export type LessonTime = Static<typeof LessonTime>;

export const WeekDay = Type.Object({
  date: Day,
  kind: Type.String({ description: 'school, remote, excursion, weekend, vacation, holiday or off_day' }),
  /** The month is not signed: its lessons may be decided. */
  open: Type.Boolean(),
  /** The buildings have closed and the gateways had time to speak. */
  settled: Type.Boolean(),
  lessons: Type.Array(LessonTime),
});
export type WeekDay = Static<typeof WeekDay>;

export const PupilDay = Type.Object({
  date: Day,
  excused: Type.Optional(Type.Boolean()),
  flags: Type.Array(Type.String()),
  lessons: Type.Array(LessonCell),
});
export type PupilDay = Static<typeof PupilDay>;

export const PupilWeek = Type.Object({
  person: Uuid,
  name: Type.String(),
  days: Type.Array(PupilDay),
});
export type PupilWeek = Static<typeof PupilWeek>;

/** Some days of a class, lesson by lesson. */
export const ClassWeek = Type.Object({
  class: Type.Object({ id: Uuid, name: Type.String(), grade: Type.Integer() }),
  timezone: Type.String(),
  today: Day,
  now: Time,
  /** Every figure of today is complete up to here. */
  dataAt: Type.Optional(Time),
  days: Type.Array(WeekDay),
  pupils: Type.Array(PupilWeek),
});
export type ClassWeek = Static<typeof ClassWeek>;

export const IntervalView = Type.Object({
  building: Type.String(),
  start: Time,
  end: Time,
  startQuality: Type.String(),
  endQuality: Type.String(),
  uncertain: Type.Boolean(),
});
export type IntervalView = Static<typeof IntervalView>;

export const PassView = Type.Object({
  at: Time,
  direction: Type.Enum(['in', 'out']),
  quality: Type.String(),
  building: Type.String(),
  gateway: Type.String(),
  lane: Type.Optional(Type.String()),
});
export type PassView = Static<typeof PassView>;

export const RefusalView = Type.Object({
  at: Time,
  gateway: Type.String(),
  lane: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String({ description: 'stable code of the refusal' })),
});
export type RefusalView = Static<typeof RefusalView>;

/** Why a body could have passed unrecorded (R17). */
export const DoubtView = Type.Object({
  cause: Type.String(),
  gateway: Type.Optional(Type.String()),
  from: Type.Optional(Time),
  until: Type.Optional(Time),
});
export type DoubtView = Static<typeof DoubtView>;

/** Who did something: a name for those who may see it, and the role. */
export const Author = Type.Object({
  name: Type.Optional(Type.String()),
  role: Type.Optional(Type.String()),
});
export type Author = Static<typeof Author>;

/** One decision in the history of a lesson. */
export const DecisionView = Type.Object({
  mark: MarkName,
  reason: Type.Optional(ReasonName),
  note: Type.String(),
  at: Time,
  by: Author,
  /** Replaced or taken back. */
  withdrawnAt: Type.Optional(Time),
});
export type DecisionView = Static<typeof DecisionView>;

export const EvidenceLesson = Type.Object({
  n: Type.Integer(),
  start: Time,
  end: Time,
  subject: Type.Optional(Type.String()),
  status: StatusName,
  /** What the gates alone say. */
  proposal: StatusName,
  history: Type.Array(DecisionView),
});
export type EvidenceLesson = Static<typeof EvidenceLesson>;

export const ExcuseView = Type.Object({
  id: Uuid,
  kind: ReasonName,
  firstDay: Day,
  lastDay: Day,
  number: Type.String(),
  doctor: Type.String(),
  filedOn: Type.Optional(Day),
  note: Type.String(),
  by: Author,
  at: Time,
  withdrawnAt: Type.Optional(Time),
});
export type ExcuseView = Static<typeof ExcuseView>;

/** One pupil's day with everything that speaks for and against each lesson. */
export const Evidence = Type.Object({
  person: Uuid,
  name: Type.String(),
  class: Uuid,
  date: Day,
  timezone: Type.String(),
  opens: Time,
  closes: Time,
  open: Type.Boolean(),
  tracked: Type.Boolean(),
  flags: Type.Array(Type.String()),
  lessons: Type.Array(EvidenceLesson),
  intervals: Type.Array(IntervalView),
  passes: Type.Array(PassView),
  refusals: Type.Array(RefusalView),
  doubts: Type.Array(DoubtView),
  excuses: Type.Array(ExcuseView),
});
export type Evidence = Static<typeof Evidence>;

/** School days that a family may still excuse this school year; at all schools together. */
export const FamilyBudgetView = Type.Object({
  perYear: Count,
  atOnce: Count,
  used: Count,
  left: Count,
});
export type FamilyBudgetView = Static<typeof FamilyBudgetView>;

export const PupilExcuses = Type.Object({
  person: Uuid,
  name: Type.String(),
  budget: FamilyBudgetView,
  excuses: Type.Array(ExcuseView),
});
export type PupilExcuses = Static<typeof PupilExcuses>;

/** Lessons of one pupil on one day that nobody has decided. */
export const ReviewItem = Type.Object({
  person: Uuid,
  name: Type.String(),
  class: Uuid,
  date: Day,
  lessons: Type.Array(Type.Integer()),
  causes: Type.Array(Type.String()),
});
export type ReviewItem = Static<typeof ReviewItem>;

export const ReviewQueue = Type.Object({
  timezone: Type.String(),
  /** How many days there are in all; the list is cut at some length. */
  total: Count,
  items: Type.Array(ReviewItem),
});
export type ReviewQueue = Static<typeof ReviewQueue>;

export const NewDecision = Type.Object(
  {
    person: Uuid,
    day: Day,
    lesson: Type.Integer({ minimum: 0, maximum: 20 }),
    mark: Type.Enum(['present', 'late', 'absent', 'excused', 'undo']),
    reason: Type.Optional(ReasonName),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);

export const DecisionsBody = Type.Object(
  { decisions: Type.Array(NewDecision, { minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
);
export type DecisionsBody = Static<typeof DecisionsBody>;

/** The days that decisions have changed, as they are now. */
export const Decided = Type.Object({
  days: Type.Array(Type.Object({ person: Uuid, date: Day, lessons: Type.Array(LessonCell) })),
});
export type Decided = Static<typeof Decided>;

export const ExcuseBody = Type.Object(
  {
    /** One excuse for each of them, or for none. */
    persons: Type.Array(Uuid, { minItems: 1, maxItems: 60, uniqueItems: true }),
    kind: ReasonName,
    firstDay: Day,
    lastDay: Day,
    number: Type.Optional(Type.String({ maxLength: 40 })),
    doctor: Type.Optional(Type.String({ maxLength: 40 })),
    filedOn: Type.Optional(Day),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);
export type ExcuseBody = Static<typeof ExcuseBody>;
export const ExcusesMade = Type.Object({
  ids: Type.Array(Uuid),
  signed: Type.Array(Type.String({ pattern: '^\\d{4}-\\d{2}$' }), {
    description: 'Signed months of these days: their numbers stay, and corrections are proposed.',
  }),
});
