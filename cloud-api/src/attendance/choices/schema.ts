import { type Static, Type } from 'typebox';
import { exactly } from '../../api/index.ts';
import { Author } from '../decide/schema.ts';

const Hours = Type.Integer({ minimum: 0, maximum: 1_000 });
const Days = Type.Integer({ minimum: 0, maximum: 366 });

const limits = {
  riskTotal: Hours,
  riskUnexcused: Hours,
  riskUnexcusedPreschool: Days,
  dropoutUnexcused: Hours,
  dropoutUnexcusedPreschool: Days,
  familyDaysPerYear: Days,
  familyDaysAtOnce: Days,
  familyDaysPerYearPreschool: Days,
};

/** What a school chooses for its selections and budgets; the rules of lessons are not among it. */
export const Choices = exactly(limits);
export type Choices = Static<typeof Choices>;
export const CHOICES = Object.keys(limits) as readonly (keyof Choices)[];

export const ChoicesView = Type.Object({
  values: Choices,
  /** What the law and the letters say, for those that the school leaves. */
  defaults: Choices,
  timezone: Type.String(),
  mayChange: Type.Boolean(),
  changed: Type.Optional(
    Type.Object({ by: Author, at: Type.Integer({ description: 'milliseconds since 1970, UTC' }) }),
  ),
});
export type ChoicesView = Static<typeof ChoicesView>;
