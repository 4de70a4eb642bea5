import { VratarError } from '@vratar/protocol/errors';
import { inChunks } from '../db/in-chunks.ts';
import { type Profile, wordRows } from '../vault/index.ts';
import type { PeopleContext } from './add-people.ts';
import type { IdentifierType, Tracking } from './tables/persons.ts';

export interface PersonUpdate {
  readonly id: string;
  /** The whole profile as it shall be. */
  readonly profile: Profile;
  /** Needed when the profile has an identifier. */
  readonly identifierType?: IdentifierType;
  readonly tracking?: Tracking;
}

/** Seals people's profiles anew under the keys that they have, and brings their indexes up to date. */
export async function updatePeople(context: PeopleContext, updates: readonly PersonUpdate[]): Promise<void> {
  const { trx, vault, school } = context;
  const [own, network] = [await vault.school(trx, school), await vault.network(trx)];
  for (const chunk of inChunks(updates, 1_000)) {
    const ids = chunk.map((update) => update.id);
    const keys = await trx.selectFrom('person_key').selectAll().where('person', 'in', ids).execute();
    const keyOf = new Map(keys.map((row) => [row.person, row]));
    await trx.deleteFrom('person_word').where('person', 'in', ids).execute();
    await trx
      .insertInto('person_word')
      .values(chunk.flatMap(({ id, profile }) => wordRows(own, id, profile)))
      .execute();
    for (const { id, profile, identifierType = 0, tracking } of chunk) {
      const stored = keyOf.get(id);
      if (stored === undefined) throw new VratarError('vault_erased');
      const { identifier } = profile;
      await trx
        .updateTable('person')
        .set({
          profile: own.sealProfile(id, own.openPersonKey(id, stored), profile),
          identifier_type: identifier === undefined ? null : identifierType,
          identifier_index: identifier === undefined ? null : network.identifier(identifierType, identifier),
          ...(tracking && { tracking }),
        })
        .where('id', '=', id)
        .execute();
    }
  }
}
