import { VratarError } from '@vratar/protocol/errors';
import { loadPeople } from '../../people/index.ts';
import type { GuardianshipTable } from '../../people/tables/persons.ts';
import { fullName } from '../../vault/index.ts';
import { identify } from '../cells.ts';
import { type Matched, matchPeople } from '../match-people.ts';
import { PERSON_COLUMNS, type ReadPerson, readPerson } from '../person-columns.ts';
import type { Change, ImportContext, ImportKind, ImportPlan } from '../plan.ts';
import type { Step } from '../step.ts';
import { writePeople } from '../write-people.ts';

type Relation = GuardianshipTable['relation'];

export interface GuardianRow extends ReadPerson {
  readonly line: number;
  readonly child: { readonly type: 0 | 1 | 2; readonly identifier: string };
  readonly relation: Relation;
}

const RELATIONS: Readonly<Record<string, Relation>> = {
  майка: 'mother',
  мать: 'mother',
  mother: 'mother',
  баща: 'father',
  отец: 'father',
  father: 'father',
  настойник: 'guardian',
  попечител: 'guardian',
  опекун: 'guardian',
  guardian: 'guardian',
};

/** Parents and guardians: a row for each pair of a parent and a child. */
export const guardians: ImportKind<GuardianRow> = {
  name: 'guardians',
  columns: [
    {
      field: 'child',
      titles: ['ЕГН/ЛНЧ на ученика', 'ЕГН на ученика', 'Идентификатор на ученика', 'child identifier'],
      required: true,
    },
    { field: 'relation', titles: ['Връзка', 'Роля', 'Родство', 'Отношение', 'relation'] },
    ...PERSON_COLUMNS,
  ],
  read(reader) {
    const person = readPerson(reader);
    reader.required('child');
    const child = reader.parsed('child', identify, 'an identifier with a right check digit');
    const relation = reader.parsed('relation', (text) => RELATIONS[text.toLowerCase()] ?? 'other', '');
    if (person === undefined || child === undefined) return undefined;
    return { ...person, line: reader.line, child, relation: relation ?? 'other' };
  },
  async plan(context, rows) {
    // One parent of two children stands in two rows: a person once, a link for each.
    const { people, lineOf } = mergeRows(rows);
    const { matched, problems } = await matchPeople(context, 'guardian', people);
    const children = await childrenOf(context, rows);
    const linked = await links(context);
    const knownOf = new Map(matched.map((one) => [one.row.line, one.known?.id]));
    const fresh = rows.filter((row) => {
      const [guardian, child] = [knownOf.get(lineOf.get(row)!), children.get(row.line)];
      return child !== undefined && (guardian === undefined || !linked.has(`${child} ${guardian}`));
    });
    const change = (one: Matched<GuardianRow>) =>
      describe(
        one,
        fresh.some((row) => lineOf.get(row) === one.row.line),
      );
    return {
      changes: matched.flatMap(change),
      unchanged: matched.filter((one) => change(one).length === 0).length,
      missing: [],
      problems: [...problems, ...unknownChildren(rows, children)],
      apply: async () => {
        const written = await writePeople(context, 'guardian', matched);
        const list = fresh.map((row) => ({
          child: children.get(row.line)!,
          guardian: written.personOf.get(lineOf.get(row)!)!,
          relation: row.relation,
        }));
        return [...written.steps, ...(await addLinks(context, list))];
      },
    } satisfies ImportPlan;
  },
};

/** Rows with the same parent become one; `lineOf` says which line stands for each row. */
function mergeRows(rows: readonly GuardianRow[]) {
  const first = new Map<string, GuardianRow>();
  const lineOf = new Map<GuardianRow, number>();
  for (const row of rows) {
    const { profile, identifierType } = row;
    const key =
      profile.identifier === undefined
        ? `${fullName(profile)} ${profile.phone}`
        : `${identifierType} ${profile.identifier}`;
    if (!first.has(key)) first.set(key, row);
    lineOf.set(row, first.get(key)!.line);
  }
  return { people: [...first.values()], lineOf };
}

/** Child of each row, by line. */
async function childrenOf(
  context: ImportContext,
  rows: readonly GuardianRow[],
): Promise<ReadonlyMap<number, string>> {
  const pupils = await loadPeople(context, 'student');
  const byIdentifier = new Map(
    pupils.map((pupil) => [`${pupil.identifierType} ${pupil.profile.identifier}`, pupil.id]),
  );
  const found = rows.flatMap((row) => {
    const id = byIdentifier.get(`${row.child.type} ${row.child.identifier}`);
    return id === undefined ? [] : [[row.line, id] as const];
  });
  return new Map(found);
}

function unknownChildren(
  rows: readonly GuardianRow[],
  children: ReadonlyMap<number, string>,
): readonly VratarError[] {
  return rows
    .filter((row) => !children.has(row.line))
    .map((row) => new VratarError('import_child_unknown', {}, { line: row.line }));
}

async function links({ trx, school }: ImportContext): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('guardianship')
    .select(['child', 'guardian'])
    .where('school', '=', school)
    .where('valid_until', 'is', null)
    .execute();
  return new Set(rows.map((row) => `${row.child} ${row.guardian}`));
}

function describe({ row, known, profile, differences }: Matched<GuardianRow>, link: boolean): Change[] {
  const label = fullName(profile);
  if (known === undefined) return [{ action: 'add', line: row.line, label }];
  const fields = [...differences, ...(link ? ['child'] : [])];
  return fields.length === 0 ? [] : [{ action: 'change', line: row.line, label, fields }];
}

async function addLinks(
  { trx, school, date }: ImportContext,
  list: readonly { child: string; guardian: string; relation: Relation }[],
): Promise<Step[]> {
  if (list.length === 0) return [];
  const rows = list.map((one) => ({ ...one, school, valid_from: date }));
  const added = await trx.insertInto('guardianship').values(rows).returning('id').execute();
  return added.map(({ id }): Step => ({ did: 'guardianship_added', guardianship: id }));
}
