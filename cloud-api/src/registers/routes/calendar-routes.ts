import { VratarError } from '@vratar/protocol/errors';
import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  ById,
  Day,
  exactly,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import { lessonsOf } from '../../people/index.ts';
import { assertHere } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { addCalendarDays, withdrawDays, withdrawFact } from '../set-calendar.ts';
import { ClassDayView, DaysBody, DayView } from './calendar-schema.ts';

/** The days that are not as the week says. */
export function calendarRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/calendar-days',
    summary: 'List the days that are not as the week says',
    description: 'An entry of a class wins over one of the school.',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({ from: Type.Optional(Day), to: Type.Optional(Day) }),
    answer: pageOf(DayView),
    handle: async ({ trx, school, query }) => {
      const { from, to } = query;
      const rows = trx
        .selectFrom('calendar_day')
        .select(['id', 'day', 'class', 'kind', 'as_weekday', 'note'])
        .where('school', '=', school)
        .where('withdrawn_at', 'is', null)
        .$if(from !== undefined, (all) => all.where('day', '>=', from!))
        .$if(to !== undefined, (all) => all.where('day', '<=', to!));
      const { items, ...next } = await readPage(rows, { by: ['day', 'id'], list: ['days', from, to] }, query);
      const days = items.map(({ class: of, as_weekday, ...day }) => ({
        ...day,
        ...(of === null ? {} : { class: of }),
        ...(as_weekday === null ? {} : { asWeekday: as_weekday }),
      }));
      return { items: days, ...next };
    },
  });

  route({
    method: 'POST',
    url: '/calendar-days',
    summary: 'Enter holidays, off-days, school days by order, remote days and excursions',
    description: 'Attendance is computed again; where a month is signed, corrections are proposed.',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    body: DaysBody,
    answer: Type.Object({ days: Type.Integer() }),
    status: 201,
    handle: async ({ body, ...input }) => {
      if (body.class !== undefined) await assertHere(input, 'class', body.class, 'body/class');
      if (body.to < body.from) throw new VratarError('days_range', { from: body.from, to: body.to });
      return { days: await addCalendarDays(rosterContext(input), body) };
    },
  });

  route({
    method: 'DELETE',
    url: '/calendar-days/:id',
    summary: 'Take an entry of the calendar back',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    params: ById,
    answer: nothing,
    handle: ({ params, ...input }) => withdrawFact(rosterContext(input), 'calendar_day', params.id),
  });

  route({
    method: 'POST',
    url: '/calendar-days/withdrawals',
    summary: 'Take several entries of the calendar back, all of them or none',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    body: exactly({ ids: Type.Array(Uuid, { minItems: 1, maxItems: 400, uniqueItems: true }) }),
    answer: nothing,
    handle: ({ body, ...input }) => withdrawDays(rosterContext(input), body.ids),
  });

  route({
    method: 'GET',
    url: '/classes/:class/days/:day',
    summary: 'Show the lessons of a class on a day, as calendar, shift, bells and timetable make them',
    tag: 'school',
    act: 'registers.see',
    params: exactly({ class: Uuid, day: Day }),
    answer: ClassDayView,
    handle: async ({ params, trx, school }) => {
      await assertHere({ trx, school }, 'class', params.class, 'params/class');
      const found = (await lessonsOf(trx, school, params.class, params.day))!;
      return {
        lessons: found.day.lessons,
        kind: found.day.kind,
        ...(found.shift === undefined ? {} : { shift: found.shift }),
        items: found.lessons.map((lesson) => ({
          number: lesson.number,
          start: new Date(lesson.start).toISOString(),
          end: new Date(lesson.end).toISOString(),
          subjects: [...new Set(lesson.parts.map((part) => part.subject))],
        })),
        withoutBell: [...found.withoutBell],
      };
    },
  });
}
