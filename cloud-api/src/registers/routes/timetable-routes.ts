import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  ById,
  Made,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import { assertHere, assertPerson } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { setBells, setTimetable, withdrawFact } from '../set-calendar.ts';
import { BellsBody, BellsView, TimetableBody, TimetableView } from './calendar-schema.ts';

/** Bells and timetables, each version with the day from which it holds. */
export function timetableRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/bells',
    summary: 'List the bell schedules of a shift by the day from which they hold',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({ shift: Type.Optional(Uuid) }),
    answer: pageOf(BellsView),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('bell_schedule')
        .select(['id', 'shift', 'holds_from', 'only_on', 'periods', 'recorded_at'])
        .where('school', '=', school)
        .where('withdrawn_at', 'is', null)
        .$if(query.shift !== undefined, (all) => all.where('shift', '=', query.shift!));
      const order = { by: ['holds_from', 'id'], list: ['bells', query.shift] } as const;
      const { items, ...next } = await readPage(rows, order, query);
      return {
        items: items.map(({ periods, ...row }) => ({ ...dated(row), periods: [...periods] })),
        ...next,
      };
    },
  });

  route({
    method: 'POST',
    url: '/bells',
    summary: 'Set the bells of a shift from a day on, or of one day',
    description: 'What held before stays in the past. Shortened lessons are of one day.',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    body: BellsBody,
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      await assertHere(input, 'shift', body.shift, 'body/shift');
      return { id: await setBells(rosterContext(input), body) };
    },
  });

  route({
    method: 'GET',
    url: '/timetables',
    summary: 'List the timetables of a class by the day from which they hold',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({ class: Type.Optional(Uuid) }),
    answer: pageOf(TimetableView),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('timetable')
        .select(['id', 'class', 'holds_from', 'only_on', 'lessons', 'recorded_at'])
        .where('school', '=', school)
        .where('withdrawn_at', 'is', null)
        .$if(query.class !== undefined, (all) => all.where('class', '=', query.class!));
      const order = { by: ['holds_from', 'id'], list: ['timetables', query.class] } as const;
      const { items, ...next } = await readPage(rows, order, query);
      return {
        items: items.map(({ lessons, ...row }) => ({ ...dated(row), lessons: [...lessons] })),
        ...next,
      };
    },
  });

  route({
    method: 'POST',
    url: '/timetables',
    summary: 'Set the timetable of a class from a day on, or of one day',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    body: TimetableBody,
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      await assertHere(input, 'class', body.class, 'body/class');
      for (const teacher of new Set(body.lessons.flatMap((lesson) => lesson.teacher ?? [])))
        await assertPerson(input, teacher, ['staff'], 'body/lessons');
      return { id: await setTimetable(rosterContext(input), body) };
    },
  });

  for (const [table, list] of [
    ['bell_schedule', 'bells'],
    ['timetable', 'timetables'],
  ] as const) {
    route({
      method: 'DELETE',
      url: `/${list}/:id`,
      summary: `Take an entry of the ${list} back`,
      tag: 'school',
      act: 'roster.change',
      programs: true,
      params: ById,
      answer: nothing,
      handle: ({ params, ...input }) => withdrawFact(rosterContext(input), table, params.id),
    });
  }
}

function dated<T extends { holds_from: string; only_on: string | null; recorded_at: Date }>(row: T) {
  const { holds_from, only_on, recorded_at, ...rest } = row;
  return {
    ...rest,
    holdsFrom: holds_from,
    onlyThatDay: only_on !== null,
    recordedAt: recorded_at.toISOString(),
  };
}
