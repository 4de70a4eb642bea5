import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  ById,
  Day,
  exactly,
  Made,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import { assertHere, assertPerson } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { addClass, addShift, addSubject, setTeacher } from '../classes.ts';
import { Code, Grade, Name } from '../schemas.ts';
import { setShift } from '../set-calendar.ts';
import { registerList } from './register-list.ts';

const Coded = Type.Object({ id: Uuid, code: Type.String(), name: Type.String() });
const ClassView = Type.Object({
  id: Uuid,
  schoolYear: Uuid,
  name: Type.String(),
  grade: Type.Integer(),
});

/** Classes, subjects and shifts of the school. */
export function classRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/classes',
    summary: 'List classes by grade and name',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({ schoolYear: Type.Optional(Uuid) }),
    answer: pageOf(ClassView),
    handle: async ({ trx, school, query }) => {
      let rows = trx
        .selectFrom('class')
        .select(['id', 'school_year as schoolYear', 'name', 'grade'])
        .where('school', '=', school);
      if (query.schoolYear !== undefined) rows = rows.where('school_year', '=', query.schoolYear);
      return readPage(rows, { by: ['grade', 'name', 'id'], list: ['classes', query.schoolYear] }, query);
    },
  });

  route({
    method: 'POST',
    url: '/classes',
    summary: 'Enter a class of a school year',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    body: exactly({ schoolYear: Uuid, name: Name, grade: Grade }),
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      await assertHere(input, 'school_year', body.schoolYear, 'body/schoolYear');
      return { id: await addClass(rosterContext(input), body) };
    },
  });

  route({
    method: 'POST',
    url: '/classes/:id/shift',
    summary: 'Say in which shift a class learns from a day on',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ shift: Uuid, holdsFrom: Day }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      await assertHere(input, 'class', params.id, 'params/id');
      await assertHere(input, 'shift', body.shift, 'body/shift');
      await setShift(rosterContext(input), { class: params.id, ...body });
    },
  });

  route({
    method: 'POST',
    url: '/classes/:id/teacher',
    summary: 'Say who leads a class from a day on',
    tag: 'school',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ teacher: Type.Union([Uuid, Type.Null()]), holdsFrom: Day }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      await assertHere(input, 'class', params.id, 'params/id');
      if (body.teacher !== null) await assertPerson(input, body.teacher, ['staff'], 'body/teacher');
      await setTeacher(rosterContext(input), { class: params.id, ...body });
    },
  });

  for (const [table, list, add] of [
    ['subject', 'subjects', addSubject],
    ['shift', 'shifts', addShift],
  ] as const) {
    registerList(route, {
      list,
      summary: `List the ${list} of the school by code`,
      view: Coded,
      order: { by: ['code', 'id'] },
      rows: ({ trx, school }) =>
        trx.selectFrom(table).select(['id', 'code', 'name']).where('school', '=', school),
    });

    route({
      method: 'POST',
      url: `/${list}`,
      summary: `Enter a ${table}`,
      tag: 'school',
      act: 'roster.change',
      programs: true,
      body: exactly({ code: Code, name: Name }),
      answer: Made,
      status: 201,
      handle: async ({ body, ...input }) => ({ id: await add(rosterContext(input), body) }),
    });
  }
}
