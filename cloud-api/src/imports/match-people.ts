import { VratarError } from '@vratar/protocol/errors';
import { type LoadedPerson, loadPeople, type PersonUpdate } from '../people/index.ts';
import type { PersonKind } from '../people/tables/persons.ts';
import { fullName, normaliseWords, type Profile } from '../vault/index.ts';
import type { ReadPerson } from './person-columns.ts';
import type { ImportContext } from './plan.ts';

/** A row of the file beside the person that it speaks of. */
export interface Matched<Row> {
  readonly row: Row;
  /** Undefined: new to the school. */
  readonly known: LoadedPerson | undefined;
  /** The profile as it shall be: what the file leaves empty stays. */
  readonly profile: Profile;
  /** Names of the fields that differ. */
  readonly differences: readonly (keyof Profile)[];
}

export interface MatchResult<Row> {
  readonly matched: readonly Matched<Row>[];
  /** People of the school whom the file does not name. */
  readonly unnamed: readonly LoadedPerson[];
  readonly problems: readonly VratarError[];
}

/**
 * Finds each row's person by identifier type and identifier, or by name and birth date where there is none. The same
 * person twice in the file is a problem of the second row.
 */
export async function matchPeople<Row extends ReadPerson & { readonly line: number }>(
  context: ImportContext,
  kind: PersonKind,
  rows: readonly Row[],
): Promise<MatchResult<Row>> {
  const network = await context.vault.network(context.trx);
  const people = await loadPeople(context, kind);
  const known = new Map<string, LoadedPerson>();
  for (const person of people) {
    known.set(nameKey(person.profile), person);
    if (person.identifierIndex !== undefined) {
      known.set(`${person.identifierType} ${person.identifierIndex.toString('base64')}`, person);
    }
  }
  const keyOf = ({ profile, identifierType }: ReadPerson) =>
    profile.identifier === undefined
      ? nameKey(profile)
      : `${identifierType} ${network.identifier(identifierType ?? 0, profile.identifier).toString('base64')}`;

  const firstLine = new Map<string, number>();
  const problems: VratarError[] = [];
  const matched: Matched<Row>[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const other = firstLine.get(key);
    if (other !== undefined) {
      problems.push(new VratarError('import_duplicate', { other }, { line: row.line }));
      continue;
    }
    firstLine.set(key, row.line);
    matched.push(match(row, known.get(key) ?? withoutIdentifier(known, row)));
  }
  const named = new Set(matched.map((one) => one.known?.id));
  return { matched, problems, unnamed: people.filter((person) => !named.has(person.id)) };
}

/** Someone who was entered without an identifier gets it from the file; nobody else may then claim them. */
function withoutIdentifier(known: Map<string, LoadedPerson>, row: ReadPerson): LoadedPerson | undefined {
  const key = nameKey(row.profile);
  const person = known.get(key);
  if (person === undefined || person.identifierIndex !== undefined) return undefined;
  known.delete(key);
  return person;
}

function match<Row extends ReadPerson>(row: Row, known: LoadedPerson | undefined): Matched<Row> {
  const profile = { ...known?.profile, ...row.profile };
  const fields = Object.keys(profile) as (keyof Profile)[];
  const differences =
    known === undefined ? [] : fields.filter((field) => profile[field] !== known.profile[field]);
  return { row, known, profile, differences };
}

const nameKey = (profile: Profile): string =>
  `${normaliseWords(fullName(profile)).join(' ')} ${profile.birthDate ?? ''}`;

/** The updates that the matched rows ask for. */
export function updatesOf<Row extends ReadPerson>(matched: readonly Matched<Row>[]): readonly PersonUpdate[] {
  return matched
    .filter((one) => one.known !== undefined && one.differences.length > 0)
    .map(({ row, known, profile }) => ({
      id: known!.id,
      profile,
      identifierType: row.identifierType ?? known!.identifierType ?? 0,
    }));
}
