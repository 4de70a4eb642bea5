import { fullName, indexedPrefixes, nameMatches, type Profile } from '../vault/index.ts';
import type { PeopleContext } from './add-people.ts';
import type { IdentifierType, PersonKind, Tracking } from './tables/persons.ts';

/** A person with the name opened: whoever asks for one must log that it was seen. */
export interface OpenedPerson {
  readonly id: string;
  readonly kind: PersonKind;
  readonly accountNo: string;
  readonly tracking: Tracking;
  readonly profile: Profile;
}

export interface PeopleSearch {
  /** Beginnings of words of the name; at least one letter. */
  readonly text: string;
  /** All unless told. */
  readonly kinds?: readonly PersonKind[];
  /** 50 unless told. */
  readonly limit?: number;
}

/** Finds people of one school by name: the index narrows, opening decides. Ordered by family name. */
export async function searchPeople(
  context: PeopleContext,
  search: PeopleSearch,
): Promise<readonly OpenedPerson[]> {
  const { trx, vault, school } = context;
  const own = await vault.school(trx, school);
  const prefixes = indexedPrefixes(search.text);
  // A shorter beginning is in no index; among the people of one school all can be opened.
  const indexed = prefixes.filter((prefix) => prefix.length === 3);
  if (prefixes.length === 0) return [];
  let query = selectPeople(context).$if(search.kinds !== undefined, (rows) =>
    rows.where('p.kind', 'in', search.kinds!),
  );
  for (const prefix of indexed) {
    query = query.where('p.id', 'in', (eb) =>
      eb
        .selectFrom('person_word')
        .select('person')
        .where('school', '=', school)
        .where('word', 'in', own.wordIndexes(prefix)),
    );
  }
  const rows = await query.execute();
  return rows
    .map((row) => opened(own, row))
    .filter((person) => nameMatches(fullName(person.profile), search.text))
    .sort((a, b) => byName(a.profile, b.profile))
    .slice(0, search.limit ?? 50);
}

/** Opens people by their identifiers; erased ones and those of other schools are left out. */
export async function openPeople(
  context: PeopleContext,
  ids: readonly string[],
): Promise<readonly OpenedPerson[]> {
  if (ids.length === 0) return [];
  const own = await context.vault.school(context.trx, context.school);
  const rows = await selectPeople(context).where('p.id', 'in', ids).execute();
  return rows.map((row) => opened(own, row)).sort((a, b) => byName(a.profile, b.profile));
}

/** Finds one person by identifier, in this school only (D21). */
export async function findByIdentifier(
  context: PeopleContext,
  kind: PersonKind,
  type: IdentifierType,
  identifier: string,
): Promise<OpenedPerson | undefined> {
  const index = (await context.vault.network(context.trx)).identifier(type, identifier);
  const own = await context.vault.school(context.trx, context.school);
  const row = await selectPeople(context)
    .where('p.kind', '=', kind)
    .where('p.identifier_type', '=', type)
    .where('p.identifier_index', '=', index)
    .executeTakeFirst();
  return row && opened(own, row);
}

function selectPeople({ trx, school }: PeopleContext) {
  return trx
    .selectFrom('person as p')
    .innerJoin('person_key as k', 'k.person', 'p.id')
    .select(['p.id', 'p.kind', 'p.account_no', 'p.tracking', 'p.profile', 'k.version', 'k.wrapped'])
    .where('p.school', '=', school)
    .where('p.profile', 'is not', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPeople>['execute']>>[number];

function opened(own: Awaited<ReturnType<PeopleContext['vault']['school']>>, row: Row): OpenedPerson {
  const profile = own.openProfile(row.id, row, row.profile!);
  return { id: row.id, kind: row.kind, accountNo: row.account_no, tracking: row.tracking, profile };
}

const collator = new Intl.Collator('bg');

export function byName(a: Profile, b: Profile): number {
  return (
    collator.compare(a.last, b.last) ||
    collator.compare(a.first, b.first) ||
    collator.compare(a.middle ?? '', b.middle ?? '')
  );
}
