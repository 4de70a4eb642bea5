import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { openPeople, updatePeople } from '../people/index.ts';
import type { IdentifierType, Tracking } from '../people/tables/persons.ts';
import type { Profile } from '../vault/index.ts';
import type { RosterContext } from './context.ts';
import { asKnown, assertNotElsewhere, checkedIdentifier } from './enter-person.ts';

/** What of a person is to be another; what is not named stays, null goes. */
export type PersonPatch = { readonly [K in keyof Profile]?: Profile[K] | null } & {
  readonly identifierType?: IdentifierType;
  readonly tracking?: Tracking;
};

/**
 * Changes what the register holds of a person. A family that refuses processing from now on gives the card back
 * first: no card is bound to the person any more (D9).
 * @throws VratarError `person_not_here`, `identifier_invalid`, `identifier_known`, `identifier_elsewhere`,
 *   `person_has_card`
 */
export async function changePerson(context: RosterContext, id: string, patch: PersonPatch): Promise<void> {
  const { trx } = context;
  const [person] = await openPeople(context, [id]);
  if (person === undefined) throw new VratarError('person_not_here', {}, { field: 'params/id' });
  const { identifierType, tracking, ...named } = patch;
  if (tracking === 'pass_only' && person.tracking !== 'pass_only') await assertNoCard(context, id);
  const { identifier_type } = await trx
    .selectFrom('person')
    .select('identifier_type')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const type = identifierType ?? identifier_type ?? 0;
  const profile = checkedIdentifier(patched(person.profile, named), type);
  await assertNotElsewhere(context, person.kind, profile, type);
  const update = { id, profile, identifierType: type, ...(tracking === undefined ? {} : { tracking }) };
  await updatePeople(context, [update]).catch((cause: unknown) => {
    throw asKnown(cause);
  });
  await audit(trx, {
    action: 'person_changed',
    subject: `person:${id}`,
    detail: { fields: Object.keys(patch) },
  });
}

function patched(profile: Profile, patch: { readonly [K in keyof Profile]?: Profile[K] | null }): Profile {
  const next = Object.entries({ ...profile, ...patch }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(next) as unknown as Profile;
}

async function assertNoCard({ trx }: RosterContext, person: string): Promise<void> {
  const { count } = await trx
    .selectFrom('credential_holding')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count > 0) throw new VratarError('person_has_card', { count });
}
