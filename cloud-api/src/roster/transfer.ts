import { VratarError } from '@vratar/protocol/errors';
import type { Kysely } from 'kysely';
import { notify } from '../accounts/notices/notify.ts';
import { audit } from '../audit/index.ts';
import { type Database, setScope } from '../db/index.ts';
import type { LocalDate } from '../people/index.ts';
import type { IdentifierType } from '../people/tables/persons.ts';
import type { Vault } from '../vault/index.ts';
import type { RosterContext } from './context.ts';
import { endEnrolments } from './end-enrolments.ts';
import { endTrustIn } from './end-trust-in.ts';
import { enrolStudents } from './enrol.ts';
import { moveCards } from './move-cards.ts';
import { moveGuardians } from './move-guardians.ts';
import { movePerson } from './move-person.ts';

export interface Transfer {
  readonly identifierType: IdentifierType;
  readonly identifier: string;
  readonly toSchool: string;
  readonly toClass: string;
  /** First day in the new school. */
  readonly firstDay: LocalDate;
  /** Account in the new school. */
  readonly by?: string;
}

export interface Transferred {
  readonly person: string;
  readonly fromSchool: string;
}

/**
 * Moves a pupil to another school at once: person, guardians and cards; the old school keeps numbers and its signed
 * months, and can open the name no longer. Both schools' logs say so.
 * @param db connected as `jobs`: no other role sees two schools
 * @throws VratarError `person_unknown`, `person_here`, `enrolment_overlap`
 */
export async function transferStudent(
  db: Kysely<Database>,
  vault: Vault,
  transfer: Transfer,
  now: Date,
): Promise<Transferred> {
  return db.transaction().execute(async (trx) => {
    const index = (await vault.network(trx)).identifier(transfer.identifierType, transfer.identifier);
    const person = await trx
      .selectFrom('person')
      .select(['id', 'school'])
      .where('kind', '=', 'student')
      .where('identifier_type', '=', transfer.identifierType)
      .where('identifier_index', '=', index)
      .forUpdate()
      .executeTakeFirst();
    if (person === undefined) throw new VratarError('person_unknown');
    if (person.school === transfer.toSchool) throw new VratarError('person_here');

    const by = transfer.by === undefined ? {} : { by: transfer.by };
    const from: RosterContext = { trx, vault, school: person.school, now, ...by };
    const to: RosterContext = { ...from, school: transfer.toSchool };
    await tellOldSchool(from, person.id, to.school);
    await endTrustIn(from, [person.id]);
    await endEnrolments(from, [person.id], transfer.firstDay, 'transferred');
    await movePerson(trx, vault, person.id, from.school, to.school, now);
    await moveGuardians(from, to, person.id);
    await moveCards(from, to, person.id);
    await enrolStudents(to, [{ person: person.id, class: transfer.toClass, firstDay: transfer.firstDay }]);
    await logBoth(from, to, person.id);
    return { person: person.id, fromSchool: person.school };
  });
}

/** The principal and the card officers of the old school: they were not asked, and have to know. */
async function tellOldSchool(
  { trx, school, now }: RosterContext,
  person: string,
  toSchool: string,
): Promise<void> {
  const told = await trx
    .selectFrom('role_assignment')
    .select('account')
    .distinct()
    .where('school', '=', school)
    .where('role', 'in', ['principal', 'card_officer'])
    .where('valid_from', '<=', now)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .execute();
  const pupil = await trx
    .selectFrom('person')
    .select('account_no')
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  const detail = { school, toSchool, number: pupil.account_no };
  for (const { account } of told) await notify(trx, account, 'pupil_transferred', detail, now);
}

async function logBoth(from: RosterContext, to: RosterContext, person: string): Promise<void> {
  const { trx, by } = to;
  for (const { school } of [from, to]) {
    await setScope(trx, { school, ...(by === undefined ? {} : { account: by }) });
    const detail = { from: from.school, to: to.school };
    await audit(trx, { action: 'person_transferred', subject: `person:${person}`, detail });
  }
}
