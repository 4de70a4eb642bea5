import { type Static, Type } from 'typebox';
import { Uuid } from '../../api/index.ts';
import { MonthName } from '../routes/schema.ts';

const Hours = Type.Number({ description: 'lesson-hours, in preschool days; in halves' });

/** A pupil who reached thresholds of a month, each with the moment in which it was told. */
export const AlertLine = Type.Object({
  person: Uuid,
  name: Type.String(),
  class: Type.Object({ id: Uuid, name: Type.String() }),
  preschool: Type.Boolean(),
  now: Type.Number({
    description: 'unexcused at this school as it stands now; what was excused since is not in it',
  }),
  steps: Type.Array(
    Type.Object({
      threshold: Hours,
      reached: Type.Number({ description: 'unexcused at all schools when it was told' }),
      at: Type.Integer({ description: 'milliseconds since 1970, UTC' }),
    }),
  ),
});
export type AlertLine = Static<typeof AlertLine>;
export const AlertList = Type.Object({
  month: MonthName,
  timezone: Type.String(),
  items: Type.Array(AlertLine),
});
export type AlertList = Static<typeof AlertList>;
