import { addPeople, updatePeople } from '../people/index.ts';
import type { PersonKind, Tracking } from '../people/tables/persons.ts';
import { type Matched, updatesOf } from './match-people.ts';
import type { ReadPerson } from './person-columns.ts';
import type { ImportContext } from './plan.ts';
import type { Step } from './step.ts';

export interface WrittenPeople {
  /** Person of each row, by line. */
  readonly personOf: ReadonlyMap<number, string>;
  readonly steps: readonly Step[];
}

/** Adds who is new and updates who differs. */
export async function writePeople<
  Row extends ReadPerson & { readonly line: number; readonly tracking?: Tracking },
>(context: ImportContext, kind: PersonKind, matched: readonly Matched<Row>[]): Promise<WrittenPeople> {
  const fresh = matched.filter((one) => one.known === undefined);
  const added = await addPeople(
    context,
    fresh.map(({ row, profile }) => ({
      kind,
      profile,
      ...(row.identifierType !== undefined && { identifierType: row.identifierType }),
      ...(row.tracking && { tracking: row.tracking }),
    })),
  );
  const updates = updatesOf(matched);
  await updatePeople(context, updates);
  const known = matched.flatMap(({ row, known: person }) => (person ? [[row.line, person.id] as const] : []));
  return {
    personOf: new Map([...known, ...fresh.map(({ row }, index) => [row.line, added[index]!] as const)]),
    steps: [
      ...added.map((person): Step => ({ did: 'person_added', person })),
      ...(await changedSteps(
        context,
        matched,
        updates.map((update) => update.id),
      )),
    ],
  };
}

async function changedSteps<Row extends ReadPerson>(
  { trx }: ImportContext,
  matched: readonly Matched<Row>[],
  ids: readonly string[],
): Promise<Step[]> {
  if (ids.length === 0) return [];
  const rows = await trx.selectFrom('person').select(['id', 'profile']).where('id', 'in', ids).execute();
  const after = new Map(rows.map((row) => [row.id, row.profile!]));
  const changed = new Set(ids);
  return matched.flatMap(({ known }): Step[] => {
    if (known === undefined || !changed.has(known.id)) return [];
    return [
      {
        did: 'profile_changed',
        person: known.id,
        before: known.sealed.toString('base64'),
        beforeType: known.identifierType ?? null,
        beforeIndex: known.identifierIndex?.toString('base64') ?? null,
        after: after.get(known.id)!.toString('base64'),
      },
    ];
  });
}
