import { type QueryExecutorProvider, sql } from 'kysely';
import { Type } from 'typebox';
import { type AddSchoolRoute, pageOf, pageQuery, readPage, Uuid } from '../../api/index.ts';

const EntryView = Type.Object({
  number: Type.Integer(),
  credential: Uuid,
  label: Type.String(),
  action: Type.Enum(['issued', 'returned', 'replaced']),
  signedOn: Type.String(),
  document: Type.String(),
  enteredAt: Type.String(),
});
const FoundView = Type.Object({
  id: Uuid,
  credential: Uuid,
  label: Type.String(),
  foundAt: Type.String(),
  school: Type.String({ description: 'Name of the school where it lies.' }),
  code: Type.String(),
  handedBackAt: Type.Optional(Type.String()),
});

/** The signed journal, and cards of this school that were found. */
export function journalRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/card-journal',
    summary: 'Read the journal of cards that were signed for, the latest first',
    tag: 'cards',
    act: 'cards.manage',
    query: pageQuery({}),
    answer: pageOf(EntryView),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('card_journal as j')
        .innerJoin('credential as c', 'c.id', 'j.credential')
        .select(['j.number', 'j.credential', 'c.label', 'j.action', 'j.document'])
        .select(['j.signed_on as signedOn', 'j.entered_at'])
        .where('j.school', '=', school);
      const order = { by: ['j.number'], direction: 'desc', list: 'card-journal' } as const;
      const { items, ...next } = await readPage(rows, order, query);
      const entries = items.map(({ entered_at, ...row }) => ({
        ...row,
        enteredAt: entered_at.toISOString(),
      }));
      return { items: entries, ...next };
    },
  });

  route({
    method: 'GET',
    url: '/found-cards',
    summary: 'List cards of this school that somebody handed in, the latest first',
    tag: 'cards',
    act: 'cards.manage',
    query: pageQuery({}),
    answer: pageOf(FoundView),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('found_card as f')
        .innerJoin('credential as c', 'c.id', 'f.credential')
        .select(['f.id', 'f.credential', 'c.label', 'f.found_at', 'f.handed_back_at', 'f.found_at_school'])
        .where('f.school', '=', school);
      const order = { by: ['f.found_at', 'f.id'], direction: 'desc', list: 'found-cards' } as const;
      const { items, ...next } = await readPage(rows, order, query);
      const schools = await schoolNames(trx, [...new Set(items.map((row) => row.found_at_school))]);
      const cards = items.map(({ found_at, handed_back_at, found_at_school, ...row }) => ({
        ...row,
        ...schools.get(found_at_school)!,
        foundAt: found_at.toISOString(),
        ...(handed_back_at === null ? {} : { handedBackAt: handed_back_at.toISOString() }),
      }));
      return { items: cards, ...next };
    },
  });
}

/** Names of schools, which row-level security hides, by id. */
async function schoolNames(trx: QueryExecutorProvider, schools: readonly string[]) {
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select * from vratar_school_labels(${sql.val(schools)}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, code, name }) => [id, { code, school: name }] as const));
}
