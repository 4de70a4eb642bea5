import { sql } from 'kysely';
import { datesBetween, schoolDay } from '../../people/index.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { DecideContext } from './decide-lessons.ts';
import { isPreschool } from './preschool.ts';
import type { FamilyBudgetView } from './schema.ts';

/** First day that counts for the school year of a day: requests for September come in before the 15th. */
const YEAR_BEGINS = '08-15';

export function schoolDaysOf(facts: SchoolFacts, classId: string, from: string, to: string): number {
  const of = facts.calendar.classes.get(classId);
  if (of === undefined) return 0;
  return datesBetween(from, to).filter((date) => schoolDay(facts.calendar, of, date).lessons).length;
}

/**
 * What a pupil's family has used and may still use in the school year of `day`. Requests that another school granted
 * count with the school days that school counted: the budget is the child's, not the school's.
 */
export async function familyBudget(
  trx: DecideContext['trx'],
  facts: SchoolFacts,
  classId: string,
  person: string,
  day: string,
): Promise<FamilyBudgetView> {
  const { familyDaysPerYear, familyDaysPerYearPreschool, familyDaysAtOnce } = facts.choices;
  const preschool = isPreschool(facts.calendar.classes.get(classId)?.grade ?? 1);
  const perYear = preschool ? familyDaysPerYearPreschool : familyDaysPerYear;
  const atOnce = preschool ? perYear : familyDaysAtOnce;
  const used = await daysUsed(trx, facts, classId, person, day);
  return { perYear, atOnce, used, left: Math.max(0, perYear - used) };
}

async function daysUsed(
  trx: DecideContext['trx'],
  facts: SchoolFacts,
  classId: string,
  person: string,
  day: string,
): Promise<number> {
  const year = Number(day.slice(0, 4)) - (day.slice(5) >= YEAR_BEGINS ? 0 : 1);
  const { rows } = await sql<{ school: string; first_day: string; last_day: string; school_days: number }>`
    select school, first_day::text as first_day, last_day::text as last_day, school_days
    from vratar_family_excuses(${person}, ${`${year}-${YEAR_BEGINS}`}::date, ${`${year + 1}-${YEAR_BEGINS}`}::date)`.execute(
    trx,
  );
  return rows.reduce(
    (sum, row) =>
      sum +
      (row.school === facts.school
        ? schoolDaysOf(facts, classId, row.first_day, row.last_day)
        : row.school_days),
    0,
  );
}
