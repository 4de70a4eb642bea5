import { Type } from 'typebox';
import { type AddSchoolRoute, ById, nothing, pageOf, pageQuery, readPage, Uuid } from '../../api/index.ts';
import { assertHere } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { withdrawFact } from '../set-calendar.ts';

const LISTS = [
  { table: 'class_shift', column: 'shift', list: 'shifts', entry: 'class-shifts', what: 'the shift' },
  {
    table: 'class_teacher',
    column: 'teacher',
    list: 'teachers',
    entry: 'class-teachers',
    what: 'the teacher',
  },
] as const;

const Held = Type.Object({
  id: Uuid,
  holdsFrom: Type.String(),
  recordedAt: Type.String(),
  shift: Type.Optional(Uuid),
  teacher: Type.Optional(Uuid),
});

/** In which shift a class learns and who leads it, each version with its day. */
export function heldRoutes(route: AddSchoolRoute): void {
  for (const { table, column, list, entry, what } of LISTS) {
    route({
      method: 'GET',
      url: `/classes/:id/${list}`,
      summary: `List the ${list} of a class by the day from which they hold, the latest first`,
      description: 'An entry without one says that from its day on there is none.',
      tag: 'school',
      act: 'registers.see',
      params: ById,
      query: pageQuery({}),
      answer: pageOf(Held),
      handle: async ({ trx, school, params, query }) => {
        await assertHere({ trx, school }, 'class', params.id, 'params/id');
        const rows = trx
          .selectFrom(table)
          .select(['id', 'holds_from', 'recorded_at'])
          .select((eb) =>
            eb
              .ref(column as never)
              .$castTo<string | null>()
              .as('value'),
          )
          .where('school', '=', school)
          .where('class', '=', params.id)
          .where('withdrawn_at', 'is', null);
        const order = { by: ['holds_from', 'id'], direction: 'desc', list: [list, params.id] } as const;
        const { items, ...next } = await readPage(rows, order, query);
        return {
          items: items.map(({ id, holds_from: holdsFrom, recorded_at, value }) => ({
            id,
            holdsFrom,
            recordedAt: recorded_at.toISOString(),
            ...(value === null ? {} : { [column]: value }),
          })),
          ...next,
        };
      },
    });

    route({
      method: 'DELETE',
      url: `/${entry}/:id`,
      summary: `Take back what was said of ${what} of a class`,
      description: 'What held before holds on.',
      tag: 'school',
      act: 'roster.change',
      programs: true,
      params: ById,
      answer: nothing,
      handle: ({ params, ...input }) => withdrawFact(rosterContext(input), table, params.id),
    });
  }
}
