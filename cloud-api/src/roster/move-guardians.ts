import { addPeople, openPeople } from '../people/index.ts';
import type { RosterContext } from './context.ts';
import { erasePeople } from './erase.ts';
import { copyLogins, movePerson } from './move-person.ts';

/** Parents follow their child; one who has another child in the old school stays there too, as a person of its own. */
export async function moveGuardians(from: RosterContext, to: RosterContext, child: string): Promise<void> {
  const { trx } = from;
  const links = await trx.selectFrom('guardianship').selectAll().where('child', '=', child).execute();
  await lock(
    from,
    links.map((link) => link.guardian),
  );
  for (const link of links) {
    const other = await trx
      .selectFrom('guardianship')
      .select('id')
      .where('guardian', '=', link.guardian)
      .where('child', '!=', child)
      .limit(1)
      .executeTakeFirst();
    const stays = other !== undefined;
    const guardian = await arrive(from, to, link.guardian, stays);
    await trx
      .updateTable('guardianship')
      .set({ school: to.school, guardian })
      .where('id', '=', link.id)
      .execute();
    if (guardian !== link.guardian) {
      const [old, next] = [
        { person: link.guardian, school: from.school },
        { person: guardian, school: to.school },
      ];
      await copyLogins(trx, old, next, from.now);
    }
    if (guardian !== link.guardian && !stays) await erasePeople(from, [link.guardian]);
  }
}

/** A sibling may be on the way at the same moment: whether the parent stays is decided by one after the other. */
async function lock({ trx }: RosterContext, guardians: readonly string[]): Promise<void> {
  if (guardians.length === 0) return;
  await trx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', guardians)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** The guardian in the new school: known there already, copied, or moved. */
async function arrive(
  from: RosterContext,
  to: RosterContext,
  guardian: string,
  stays: boolean,
): Promise<string> {
  const { trx, vault } = from;
  const row = await trx
    .selectFrom('person')
    .select(['identifier_type', 'identifier_index'])
    .where('id', '=', guardian)
    .executeTakeFirstOrThrow();
  const known = await trx
    .selectFrom('person')
    .select('id')
    .where('school', '=', to.school)
    .where('kind', '=', 'guardian')
    .where('identifier_index', '=', row.identifier_index)
    .where('identifier_type', '=', row.identifier_type)
    .executeTakeFirst();
  if (known === undefined && !stays) {
    await movePerson(trx, vault, guardian, from.school, to.school, from.now);
    return guardian;
  }
  if (known !== undefined) return known.id;
  const [opened] = await openPeople(from, [guardian]);
  const type = row.identifier_type === null ? {} : { identifierType: row.identifier_type };
  const [copy] = await addPeople(to, [{ kind: 'guardian', profile: opened!.profile, ...type }]);
  return copy!;
}
