import type { Transaction } from 'kysely';
import { inChunks } from '../db/in-chunks.ts';
import type { Database } from '../db/index.ts';
import { newId } from '../db/new-id.ts';
import { type Profile, type Vault, wordRows } from '../vault/index.ts';
import type { IdentifierType, PersonKind, Tracking } from './tables/persons.ts';

/** A person to be entered. The identifier, if there is one, is in the profile. */
export interface NewPerson {
  readonly kind: PersonKind;
  readonly profile: Profile;
  readonly identifierType?: IdentifierType;
  readonly tracking?: Tracking;
}

export interface PeopleContext {
  readonly trx: Transaction<Database>;
  readonly vault: Vault;
  readonly school: string;
}

/**
 * Enters people: profiles sealed, identifiers and names indexed blindly.
 * @returns their identifiers, in the same order
 */
export async function addPeople(
  context: PeopleContext,
  people: readonly NewPerson[],
): Promise<readonly string[]> {
  const { trx, vault, school } = context;
  const [own, network] = [await vault.school(trx, school), await vault.network(trx)];
  const sealed = people.map((person) => {
    const id = newId();
    const { key, stored } = own.newPersonKey(id);
    const { identifier } = person.profile;
    const type = identifier === undefined ? null : (person.identifierType ?? 0);
    const row = {
      id,
      school,
      kind: person.kind,
      tracking: person.tracking ?? 'full',
      profile: own.sealProfile(id, key, person.profile),
      identifier_type: type,
      identifier_index: type === null ? null : network.identifier(type, identifier!),
    };
    return { row, key: { person: id, school, ...stored }, words: wordRows(own, id, person.profile) };
  });
  for (const chunk of inChunks(sealed, 2_000)) {
    await trx
      .insertInto('person')
      .values(chunk.map((person) => person.row))
      .execute();
    await trx
      .insertInto('person_key')
      .values(chunk.map((person) => person.key))
      .execute();
    await trx
      .insertInto('person_word')
      .values(chunk.flatMap((person) => person.words))
      .execute();
  }
  return sealed.map((person) => person.row.id);
}
