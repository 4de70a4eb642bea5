import { type Static, Type } from 'typebox';
import { Day, exactly, pageOf, pageQuery, Uuid } from '../../api/index.ts';
import { Author } from '../../attendance/decide/schema.ts';
import { RISK_REASONS, SELECTIONS } from '../../reports/kinds/risk-reasons.ts';
import { RECIPIENT_KINDS, SIGNAL_STATES } from './signal-state.ts';

const Hours = Type.Number({ description: 'lesson-hours, in preschool days; in halves' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const At = Type.Optional(Type.String({ description: 'when' }));
const Reason = Type.Enum([...RISK_REASONS]);
const SelectionName = Type.Optional(Type.Enum([...SELECTIONS]));

/** A pupil of an at-risk selection. */
export const AtRiskPupil = Type.Object({
  person: Uuid,
  name: Type.String(),
  class: Uuid,
  className: Type.String(),
  preschool: Type.Boolean(),
  total: Hours,
  unexcused: Hours,
  carried: Type.Number({ description: 'of the total, at other schools' }),
  reasons: Type.Array(Reason),
  /** Since when the pupil has the status „в риск“. */
  riskSince: Type.Optional(Type.String()),
});
export const AtRiskQuery = exactly({ day: Day, selection: SelectionName });
export const AtRiskList = Type.Object({
  day: Type.String(),
  limits: Type.Object({
    total: Type.Number(),
    unexcused: Type.Number(),
    unexcusedPreschool: Type.Number(),
    dropout: Type.Number(),
    dropoutPreschool: Type.Number(),
  }),
  pupils: Type.Array(AtRiskPupil),
  municipalities: Type.Array(Type.String(), { description: 'where somebody reads and answers signals here' }),
  /** Up to here the days are computed; later absences are not in the numbers. */
  settledThrough: Type.Optional(Type.String()),
});
export type AtRiskList = Static<typeof AtRiskList>;

export const SignalView = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  person: Uuid,
  /** Absent for who has moved on or was erased. */
  name: Type.Optional(Type.String()),
  state: Type.Enum([...SIGNAL_STATES]),
  recipientKind: Type.Enum([...RECIPIENT_KINDS]),
  recipient: Type.String(),
  asOf: Type.String(),
  preschool: Type.Boolean(),
  total: Hours,
  unexcused: Hours,
  reasons: Type.Array(Type.String()),
  note: Type.String(),
  reference: Type.String({ description: 'outgoing number of the school' }),
  incoming: Type.String({ description: 'number under which the recipient has it' }),
  answer: Type.String(),
  inbox: Type.Boolean({ description: 'the municipality reads and answers it here' }),
  history: Type.Array(
    Type.Object({
      state: Type.Enum([...SIGNAL_STATES]),
      at: Type.Integer({ description: 'milliseconds since 1970, UTC' }),
      by: Author,
    }),
  ),
  createdAt: Type.String(),
  signedAt: At,
  sentAt: At,
  acknowledgedAt: At,
  answeredAt: At,
  withdrawnAt: At,
});
export type SignalView = Static<typeof SignalView>;
export const SignalPage = pageOf(SignalView);
export const SignalQuery = pageQuery({ state: Type.Optional(Type.Enum([...SIGNAL_STATES])) });

export const DraftBody = exactly({
  asOf: Day,
  selection: SelectionName,
  persons: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 2_000, uniqueItems: true })),
  recipientKind: Type.Enum([...RECIPIENT_KINDS]),
  recipient: Text(200),
  note: Type.Optional(Type.String({ maxLength: 1_000 })),
});
export const Drafted = Type.Object({
  drafted: Type.Array(Type.Object({ id: Uuid, person: Uuid, number: Type.Integer() })),
  underWay: Type.Array(Uuid),
});

const Answered = exactly({ to: Type.Literal('answered'), answer: Text(1_000) });
export const MoveBody = Type.Union([
  exactly({ to: Type.Enum(['signed', 'withdrawn']) }),
  exactly({ to: Type.Enum(['sent', 'acknowledged']), reference: Text(200) }),
  Answered,
]);

/** A signal as the municipality has it; the name of the child is in the letter alone. */
export const ReceivedSignal = Type.Object({
  id: Uuid,
  school: Type.Object({ code: Type.String(), name: Type.String() }),
  timezone: Type.String(),
  number: Type.Integer(),
  state: Type.Enum([...SIGNAL_STATES]),
  recipient: Type.String(),
  asOf: Type.String(),
  preschool: Type.Boolean(),
  total: Hours,
  unexcused: Hours,
  reference: Type.String(),
  incoming: Type.String(),
  answer: Type.String(),
  sentAt: Type.String(),
  acknowledgedAt: At,
  answeredAt: At,
});
export type ReceivedSignal = Static<typeof ReceivedSignal>;
export const ReceivedPage = pageOf(ReceivedSignal);
export const ReceivedQuery = pageQuery({
  state: Type.Optional(Type.Enum(['sent', 'acknowledged', 'answered'])),
});
export const AnswerBody = Type.Union([
  exactly({ to: Type.Literal('acknowledged'), reference: Text(200) }),
  Answered,
]);

export const EndRiskBody = exactly({
  persons: Type.Array(Uuid, { minItems: 1, maxItems: 2_000, uniqueItems: true }),
  endedOn: Day,
});
