import { Type } from 'typebox';
import type { ActContext } from '../../accounts/context.ts';
import { type AddSchoolRoute, Day, exactly, pageOf, pageQuery, Uuid } from '../../api/index.ts';
import { searchPeople } from '../../people/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { assertHere } from '../assert-here.ts';
import { listClass, listPeople, withClasses } from '../read/list-people.ts';
import { namesSeen } from '../read/names-seen.ts';
import { personPage } from '../read/person-page.ts';
import { Kind, PersonPageView, PersonView } from './schema.ts';
import { personPageView, personView } from './views.ts';

const MOST_FOUND = 50;

/** Who is in the registers. Each answer with names is in the audit log. */
export function listRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/people',
    summary: 'List the people of a kind by account number, or the pupils of a class by name',
    tag: 'people',
    act: 'people.find',
    query: pageQuery({ kind: Kind, class: Type.Optional(Uuid) }),
    answer: pageOf(PersonView),
    handle: async ({ query, ...context }) => {
      const date = await schoolToday(context.trx, context.school, context.now);
      if (query.class !== undefined) {
        const pupils = query.kind === 'student' ? await classList(context, query.class, date) : [];
        return { items: pupils };
      }
      const { items, ...next } = await listPeople(context, query.kind, date, query);
      const ids = items.map((person) => person.id);
      if (ids.length > 0) await namesSeen(context.trx, `school:${context.school}`, 'people', ids);
      return { items: items.map(personView), ...next };
    },
  });

  route({
    method: 'GET',
    url: '/people/search',
    summary: 'Find people by the beginnings of their names',
    description: `At most ${MOST_FOUND}, by family name; \`more\` says that others match as well. Only people of this school are found.`,
    tag: 'people',
    act: 'people.find',
    query: exactly({
      text: Type.String({ minLength: 1, maxLength: 120 }),
      kind: Type.Optional(Type.Array(Kind, { minItems: 1, maxItems: 3 })),
    }),
    answer: Type.Object({ items: Type.Array(PersonView), more: Type.Boolean() }),
    handle: async ({ query: { text, kind }, ...context }) => {
      const asked = { text, limit: MOST_FOUND + 1, ...(kind === undefined ? {} : { kinds: kind }) };
      const found = await searchPeople(context, asked);
      const date = await schoolToday(context.trx, context.school, context.now);
      const people = await withClasses(context, found.slice(0, MOST_FOUND), date);
      const ids = people.map((person) => person.id);
      if (ids.length > 0) await namesSeen(context.trx, `school:${context.school}`, 'search', ids);
      return { items: people.map(personView), more: found.length > MOST_FOUND };
    },
  });

  route({
    method: 'GET',
    url: '/people/:id',
    summary: 'Show what the registers hold of a person',
    tag: 'people',
    act: 'people.find',
    params: exactly({ id: Uuid }),
    answer: PersonPageView,
    handle: async ({ params, ...context }) => {
      const page = await personPage(context, params.id);
      await namesSeen(context.trx, `person:${params.id}`, 'person');
      return personPageView(page);
    },
  });

  route({
    method: 'GET',
    url: '/classes/:class/students',
    summary: 'List the pupils of a class on a day, by name',
    tag: 'people',
    act: 'names.see',
    on: ({ params }) => ({ class: params.class }),
    params: exactly({ class: Uuid }),
    query: exactly({ date: Type.Optional(Day) }),
    answer: Type.Object({ items: Type.Array(PersonView) }),
    handle: async ({ params, query, ...context }) => {
      const date = query.date ?? (await schoolToday(context.trx, context.school, context.now));
      return { items: await classList(context, params.class, date) };
    },
  });
}

async function classList(context: ActContext, of: string, date: string): Promise<PersonView[]> {
  await assertHere(context, 'class', of, 'class');
  const people = await withClasses(context, await listClass(context, of, date), date);
  const ids = people.map((person) => person.id);
  if (ids.length > 0) await namesSeen(context.trx, `class:${of}`, 'class', ids);
  return people.map(personView);
}
