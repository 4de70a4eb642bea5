import { sql } from 'kysely';
import { type Page, type PageAsked, readPage } from '../../api/paging/index.ts';
import type { PeopleContext } from '../../people/add-people.ts';
import type { LocalDate } from '../../people/calendar/local-date.ts';
import { type OpenedPerson, openPeople } from '../../people/index.ts';
import type { PersonKind } from '../../people/tables/persons.ts';

/** A person in a list, with the class on the day of the question. */
export interface ListedPerson extends OpenedPerson {
  readonly class?: { readonly id: string; readonly name: string };
}

/** People of a kind in a school, by account number; names are opened for the page alone. */
export async function listPeople(
  context: PeopleContext,
  kind: PersonKind,
  date: LocalDate,
  asked: PageAsked,
): Promise<Page<ListedPerson>> {
  const { trx, school } = context;
  const query = trx
    .selectFrom('person')
    .select('id')
    .where('school', '=', school)
    .where('kind', '=', kind)
    .where('erased_at', 'is', null);
  const { items, ...next } = await readPage(query, { by: ['account_no'], list: ['people', kind] }, asked);
  const ids = items.map((row) => row.id);
  const people = await withClasses(context, await openPeople(context, ids), date);
  const place = new Map(ids.map((id, index) => [id, index]));
  return { items: people.toSorted((a, b) => place.get(a.id)! - place.get(b.id)!), ...next };
}

/** Pupils of a class on a day, by name. */
export async function listClass(
  context: PeopleContext,
  classId: string,
  date: LocalDate,
): Promise<readonly OpenedPerson[]> {
  const rows = await context.trx
    .selectFrom('enrolment')
    .select('person')
    .where('class', '=', classId)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', date)
    .where(sql<boolean>`(last_day is null or last_day >= ${date})`)
    .execute();
  return openPeople(
    context,
    rows.map((row) => row.person),
  );
}

/** Adds to pupils the class that they are in. */
export async function withClasses(
  { trx }: PeopleContext,
  people: readonly OpenedPerson[],
  date: LocalDate,
): Promise<readonly ListedPerson[]> {
  const pupils = people.filter((person) => person.kind === 'student').map((person) => person.id);
  if (pupils.length === 0) return people;
  const rows = await trx
    .selectFrom('enrolment as e')
    .innerJoin('class as c', 'c.id', 'e.class')
    .select(['e.person', 'c.id', 'c.name'])
    .where('e.person', 'in', pupils)
    .where('e.withdrawn_at', 'is', null)
    .where('e.first_day', '<=', date)
    .where(sql<boolean>`(e.last_day is null or e.last_day >= ${date})`)
    .execute();
  const classOf = new Map(rows.map(({ person, ...of }) => [person, of]));
  return people.map((person) => {
    const of = classOf.get(person.id);
    return of === undefined ? person : { ...person, class: of };
  });
}
