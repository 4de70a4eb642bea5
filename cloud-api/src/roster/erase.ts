import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../audit/index.ts';
import { credentialsOfPeople, endHoldings } from '../cards/index.ts';
import { schoolToday } from '../people/school-today.ts';
import type { RosterContext } from './context.ts';
import { endTrustIn } from './end-trust-in.ts';
import { lonelyGuardians } from './lonely-guardians.ts';
import { type StillHerePerson, stillHere } from './still-here.ts';

/**
 * Erases people (D13): their keys are destroyed, so that what is sealed of them can be opened nowhere, also not in a
 * backup without this table; identifiers, name index and the links to cards go. Numbers without a name stay. Parents
 * who have no other child in the school go with the child. Runs as `jobs`: no desk may delete who held what.
 * @throws VratarError `person_enrolled` for whoever still attends, works here, or answers for a child who does;
 *   `person_month_open` for one who belongs into the file of a month that is not signed; `person_not_here` for one who has
 *   just been erased, or transferred: whoever is enrolled elsewhere is no longer this school's to erase
 */
export async function erasePeople(
  context: RosterContext,
  people: readonly string[],
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  await lockHere(context, people);
  await assertLeft(context, people);
  const all = [...people, ...(await lonelyGuardians(context, people))];
  await unlinkCards(context, all);
  const { trx, now } = context;
  await endRoles(context, all);
  await endTrustIn(context, all);
  await forgetAnswers(context);
  await forgetImports(context, all);
  await trx.deleteFrom('person_key').where('person', 'in', all).execute();
  await trx.deleteFrom('person_word').where('person', 'in', all).execute();
  await trx.deleteFrom('consent').where('person', 'in', all).execute();
  await trx
    .deleteFrom('guardianship')
    .where((eb) => eb.or([eb('child', 'in', all), eb('guardian', 'in', all)]))
    .execute();
  await trx
    .updateTable('person')
    .set({ profile: null, identifier_type: null, identifier_index: null, erased_at: now })
    .where('id', 'in', all)
    .execute();
  for (const person of all) await audit(trx, { action: 'person_erased', subject: `person:${person}` });
  return all;
}

/** The rows stay as they are until the end: a transfer at the same moment comes before all of this, or after. */
async function lockHere({ trx, school }: RosterContext, people: readonly string[]): Promise<void> {
  const rows = await trx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', people)
    .where('school', '=', school)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length < new Set(people).size)
    throw new VratarError('person_not_here', {}, { field: 'params/id' });
}

async function assertLeft({ trx, school, now }: RosterContext, people: readonly string[]): Promise<void> {
  const rows = await stillHere(trx, people, await schoolToday(trx, school, now));
  const here = rows.filter(({ why }) => why !== 'unsigned');
  if (here.length > 0) throw new VratarError('person_enrolled', { count: countPeople(here) });
  if (rows.length > 0) throw new VratarError('person_month_open', { count: countPeople(rows) });
}

const countPeople = (rows: readonly StillHerePerson[]) => new Set(rows.map(({ person }) => person)).size;

/** Whoever signs in has nothing to do in the school any more as the person that is gone. */
async function endRoles({ trx, now }: RosterContext, people: readonly string[]): Promise<void> {
  await trx
    .updateTable('role_assignment')
    .set({ valid_until: sql`greatest(${now}::timestamptz, valid_from + interval '1 millisecond')` })
    .where('person', 'in', people)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .execute();
}

/** Answers that are kept for requests sent twice may name the person. Which do nobody can tell: all of a day go. */
async function forgetAnswers({ trx, school }: RosterContext): Promise<void> {
  await trx
    .updateTable('idempotent_answer')
    .set({ version: null, sealed: null })
    .where('school', '=', school)
    .where('sealed', 'is not', null)
    .execute();
}

/**
 * What imports would put back of these people. Sealed profiles open nowhere without their keys; the index of an identifier
 * is made with the key of the whole network, so that it would still tell whose row it was.
 */
async function forgetImports({ trx }: RosterContext, people: readonly string[]): Promise<void> {
  await sql`update roster_import_step
    set step = step || '{"before": "", "beforeType": null, "beforeIndex": null, "after": ""}'
    where step->>'did' = 'profile_changed' and step->>'person' = any(${people})`.execute(trx);
}

/** Cards go back to the stock; that these people ever held them is forgotten. */
async function unlinkCards(context: RosterContext, people: readonly string[]): Promise<void> {
  const { trx } = context;
  const held = await trx
    .selectFrom('credential_holding')
    .select('credential')
    .where('person', 'in', people)
    .where('ended_at', 'is', null)
    .execute();
  await endHoldings(
    context,
    held.map((row) => row.credential),
    'left',
  );
  const known = await credentialsOfPeople(context, people);
  await trx.deleteFrom('credential_holding').where('person', 'in', people).execute();
  // A lost card of an erased person is nobody's any more: it may only be retired.
  if (known.length > 0) {
    await trx
      .updateTable('credential')
      .set({ state: 'retired' })
      .where('id', 'in', known)
      .where('state', '!=', 'stock')
      .execute();
  }
}
