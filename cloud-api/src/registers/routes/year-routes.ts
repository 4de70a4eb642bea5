import { type AddSchoolRoute, ById, exactly, Made, nothing } from '../../api/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { removeRegister } from '../change-register.ts';
import { addYear, correctTerms } from '../set-years.ts';
import { Terms, YearBody, YearView } from './calendar-schema.ts';
import { registerList } from './register-list.ts';

/** School years and their terms. */
export function yearRoutes(route: AddSchoolRoute): void {
  registerList(route, {
    list: 'school-years',
    summary: 'List school years with their terms, the latest first',
    view: YearView,
    order: { by: ['start_year', 'id'], direction: 'desc' },
    rows: ({ trx, school }) =>
      trx
        .selectFrom('school_year')
        .select(['id', 'start_year as startYear', 'first_day as firstDay', 'last_day as lastDay'])
        .where('school', '=', school),
    shown: async (years, { trx, school }) => {
      const terms = await trx
        .selectFrom('term')
        .select(['school_year', 'number', 'first_day as firstDay', 'last_day as lastDay'])
        .where('school', '=', school)
        .orderBy('number')
        .execute();
      const of = Map.groupBy(terms, (term) => term.school_year);
      return years.map((year) => ({
        ...year,
        terms: (of.get(year.id) ?? []).map(({ school_year: _, ...term }) => term),
      }));
    },
  });

  route({
    method: 'POST',
    url: '/school-years',
    summary: 'Enter a school year with its terms',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    body: YearBody,
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => ({ id: await addYear(rosterContext(input), body) }),
  });

  route({
    method: 'PUT',
    url: '/school-years/:id/terms',
    summary: 'Correct the terms of a school year',
    description: 'Attendance is computed again; where a month is signed, corrections are proposed.',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ terms: Terms }),
    answer: nothing,
    handle: ({ params, body, ...input }) => correctTerms(rosterContext(input), params.id, body.terms),
  });

  route({
    method: 'DELETE',
    url: '/school-years/:id',
    summary: 'Take a school year out that no class belongs to',
    tag: 'school',
    act: 'roster.change',
    params: ById,
    answer: nothing,
    handle: ({ params, ...input }) => removeRegister(rosterContext(input), 'school_year', params.id),
  });
}
