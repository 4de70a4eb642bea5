import { Type } from 'typebox';
import { Day, exactly, Uuid } from '../../api/index.ts';
import { LocalTimeText } from '../schemas.ts';

const Periods = Type.Array(
  Type.Object(
    { number: Type.Integer({ minimum: 0, maximum: 20 }), start: LocalTimeText, end: LocalTimeText },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 20 },
);
const Lessons = Type.Array(
  Type.Object(
    {
      weekday: Type.Integer({ minimum: 1, maximum: 7 }),
      period: Type.Integer({ minimum: 0, maximum: 20 }),
      subject: Type.String({ minLength: 1, maxLength: 40 }),
      teacher: Type.Optional(Uuid),
      group: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      weeks: Type.Optional(Type.Enum(['odd', 'even'])),
    },
    { additionalProperties: false },
  ),
  { maxItems: 200 },
);
const onlyThatDay = Type.Optional(
  Type.Boolean({ description: 'Of this one day; otherwise from it on, until the next.' }),
);

export const Terms = Type.Array(exactly({ firstDay: Day, lastDay: Day }), { minItems: 1, maxItems: 4 });
export const YearBody = exactly({
  startYear: Type.Integer({ minimum: 2000, maximum: 2150 }),
  terms: Terms,
});
export const YearView = Type.Object({
  id: Uuid,
  startYear: Type.Integer(),
  firstDay: Type.String(),
  lastDay: Type.String(),
  terms: Type.Array(Type.Object({ number: Type.Integer(), firstDay: Type.String(), lastDay: Type.String() })),
});

export const BellsBody = exactly({ shift: Uuid, holdsFrom: Day, onlyThatDay, periods: Periods });
export const BellsView = Type.Object({
  id: Uuid,
  shift: Uuid,
  holdsFrom: Type.String(),
  onlyThatDay: Type.Boolean(),
  periods: Periods,
  recordedAt: Type.String(),
});

export const TimetableBody = exactly({ class: Uuid, holdsFrom: Day, onlyThatDay, lessons: Lessons });
export const TimetableView = Type.Object({
  id: Uuid,
  class: Uuid,
  holdsFrom: Type.String(),
  onlyThatDay: Type.Boolean(),
  lessons: Lessons,
  recordedAt: Type.String(),
});

const DayKind = Type.Enum(['holiday', 'off_day', 'school_day', 'remote', 'excursion']);
export const DaysBody = exactly({
  class: Type.Optional(Uuid),
  from: Day,
  to: Day,
  kind: DayKind,
  asWeekday: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
  note: Type.Optional(Type.String({ maxLength: 200 })),
});
export const DayView = Type.Object({
  id: Uuid,
  day: Type.String(),
  class: Type.Optional(Uuid),
  kind: DayKind,
  asWeekday: Type.Optional(Type.Integer()),
  note: Type.String(),
});

export const ClassDayView = Type.Object({
  lessons: Type.Boolean(),
  kind: Type.String(),
  shift: Type.Optional(Uuid),
  items: Type.Array(
    Type.Object({
      number: Type.Integer(),
      start: Type.String(),
      end: Type.String(),
      subjects: Type.Array(Type.String()),
    }),
  ),
  withoutBell: Type.Array(Type.Integer({ description: 'In the timetable and not in the bells.' })),
});
