import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import type { ActContext } from '../accounts/context.ts';
import { isYoung } from '../accounts/permissions/index.ts';
import { audit } from '../audit/index.ts';
import { openPeople } from '../people/index.ts';
import { schoolToday } from '../people/school-today.ts';
import type { Tracking } from '../people/tables/persons.ts';
import { assertPerson } from '../roster/assert-here.ts';
import { changePerson } from '../roster/change-person.ts';
import { rosterContext } from '../roster/routes/context.ts';
import { latestConsent } from './latest-consent.ts';
import type { ConsentPurpose } from './tables.ts';

export interface NewConsent {
  readonly person: string;
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly signer: 'guardian' | 'pupil';
  readonly form: string;
  readonly signedOn: string;
  readonly document?: string;
}

export interface GivenConsent {
  readonly id: string;
  /** How the person is treated from now on. */
  readonly tracking: Tracking;
}

/**
 * Records what a family agrees to or refuses. Who refuses processing is a person without attendance at once, unless a
 * card is still bound to them: the officer first exchanges it for one without a name, signed for in the journal (D9),
 * for nobody may stand before a closed gate because of a refusal (D10). A paper that was signed before what is known
 * already is kept, and changes nothing.
 * @throws VratarError `person_not_here`, `consent_future`, `consent_signer`
 */
export async function giveConsent(context: ActContext, consent: NewConsent): Promise<GivenConsent> {
  const { trx, school, account, now } = context;
  const { person, signedOn, ...row } = consent;
  await assertPerson(context, person, ['student']);
  await assertSigned(context, consent);
  const before = await lockTracking(context, person);
  const { id } = await trx
    .insertInto('consent')
    .values({ ...row, school, person, signed_on: signedOn, account, recorded_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { purpose, given, signer } = consent;
  await audit(trx, {
    action: 'consent_given',
    subject: `person:${person}`,
    detail: { purpose, given, signer },
  });
  const tracking =
    purpose === 'processing' && (await holds(context, consent, id))
      ? await track(context, person, before, given)
      : before;
  return { id, tracking };
}

/** A guardian signs for a child under 14, from then on the pupil does alone (D8): by the day on which it was signed. */
async function assertSigned(
  context: ActContext,
  { person, signer, signedOn }: Pick<NewConsent, 'person' | 'signer' | 'signedOn'>,
): Promise<void> {
  const today = await schoolToday(context.trx, context.school, context.now);
  if (signedOn > today)
    throw new VratarError('consent_future', { day: signedOn, today }, { field: 'body/signedOn' });
  const [opened] = await openPeople(context, [person]);
  const signs = isYoung(opened?.profile.birthDate, signedOn) ? 'guardian' : 'pupil';
  if (signer !== signs) throw new VratarError('consent_signer', { signs }, { field: 'body/signer' });
}

/** A desk that takes the card back at this moment and this family wait for each other, and one of them sees both. */
async function lockTracking({ trx }: ActContext, person: string): Promise<Tracking> {
  const row = await trx
    .selectFrom('person')
    .select('tracking')
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.tracking;
}

async function holds(
  { trx, school }: ActContext,
  { person, purpose }: Pick<NewConsent, 'person' | 'purpose'>,
  id: string,
): Promise<boolean> {
  const of = { school: sql.val(school), person: sql.val(person), purpose: sql.val(purpose) };
  const { rows } = await sql<{ id: string | null }>`select ${latestConsent(of)} as id`.execute(trx);
  return rows[0]?.id === id;
}

async function track(
  context: ActContext,
  person: string,
  before: Tracking,
  given: boolean,
): Promise<Tracking> {
  const wanted = given ? 'full' : 'pass_only';
  if (before === wanted || (!given && (await hasCard(context, person)))) return before;
  await changePerson(rosterContext(context), person, { tracking: wanted });
  return wanted;
}

async function hasCard({ trx }: ActContext, person: string): Promise<boolean> {
  const row = await trx
    .selectFrom('credential_holding')
    .select('credential')
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
