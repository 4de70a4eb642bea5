import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../audit/index.ts';
import { isUnique } from '../db/pg-errors.ts';
import { parseIdentifier } from '../imports/cells.ts';
import { addPeople } from '../people/index.ts';
import type { IdentifierType, PersonKind } from '../people/tables/persons.ts';
import type { Profile } from '../vault/index.ts';
import type { RosterContext } from './context.ts';

/**
 * Enters one person.
 * @returns the identifier of the new row
 * @throws VratarError `identifier_invalid`, `identifier_known`, `identifier_elsewhere`
 */
export async function enterPerson(
  context: RosterContext,
  kind: PersonKind,
  profile: Profile,
  type: IdentifierType = 0,
): Promise<string> {
  const checked = checkedIdentifier(profile, type);
  await assertNotElsewhere(context, kind, checked, type);
  try {
    const [id] = await addPeople(context, [{ kind, profile: checked, identifierType: type }]);
    await audit(context.trx, {
      action: 'person_changed',
      subject: `person:${id}`,
      detail: { entered: kind },
    });
    return id!;
  } catch (cause) {
    throw asKnown(cause);
  }
}

/** The profile with its identifier in the one form that is compared. @throws VratarError `identifier_invalid` */
export function checkedIdentifier(profile: Profile, type: IdentifierType): Profile {
  if (profile.identifier === undefined) return profile;
  const identifier = parseIdentifier(profile.identifier, type);
  if (identifier === undefined) throw new VratarError('identifier_invalid', {}, { field: 'body/identifier' });
  return { ...profile, identifier };
}

/** Somebody of the school has the identifier already. */
export function asKnown(cause: unknown): unknown {
  if (!isUnique(cause)) return cause;
  return new VratarError('identifier_known', {}, { field: 'body/identifier' }, { cause });
}

/** A pupil of another school, whom this one cannot see, is transferred, never entered twice. */
export async function assertNotElsewhere(
  { trx, vault }: RosterContext,
  kind: PersonKind,
  { identifier }: Profile,
  type: IdentifierType,
): Promise<void> {
  if (kind !== 'student' || identifier === undefined) return;
  const index = (await vault.network(trx)).identifier(type, identifier);
  const { rows } = await sql`
    select vratar_pupils_elsewhere(${[type]}::smallint[], ${[index]}::bytea[])`.execute(trx);
  if (rows.length > 0) throw new VratarError('identifier_elsewhere', {}, { field: 'body/identifier' });
}
