import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import { type Database, setScope } from '../db/index.ts';
import { dateAt, openPeople } from '../people/index.ts';
import type { PersonKind } from '../people/tables/persons.ts';
import type { Vault } from '../vault/index.ts';
import { type AssignedRole, isYoung } from './permissions/index.ts';

export interface NewRole {
  readonly account: string;
  readonly role: AssignedRole;
  readonly school?: string;
  readonly class?: string;
  readonly region?: string;
  /** Account number of the person in the school's register. */
  readonly personNumber?: string;
  readonly from: Date;
  readonly until?: Date;
  /** The account that gives it; absent at the command line. */
  readonly grantedBy?: string;
}

const KIND_OF: Partial<Record<AssignedRole, PersonKind>> = { pupil: 'student', parent: 'guardian' };
const OF_REGION: ReadonlySet<AssignedRole> = new Set(['regional_officer', 'municipality']);

/**
 * Gives an account a role from a moment on.
 * @param trx connected as `jobs`, or as `api` in the school that gives it
 * @throws VratarError `role_scope`, `role_person`, `role_known`, `period_invalid`; `too_young` for a pupil under 14 (D8)
 */
export async function assignRole(
  trx: Transaction<Database>,
  vault: Vault,
  role: NewRole,
  now: Date,
): Promise<string> {
  assertScope(role);
  await setScope(trx, {
    school: role.school ?? '',
    ...(role.grantedBy === undefined ? {} : { account: role.grantedBy }),
  });
  const person = role.personNumber === undefined ? undefined : await personOf(trx, vault, role, now);
  await assertNew(trx, role, now);
  const { id } = await trx
    .insertInto('role_assignment')
    .values({
      account: role.account,
      role: role.role,
      school: role.school ?? null,
      class: role.class ?? null,
      region: role.region ?? null,
      person: person ?? null,
      valid_from: role.from,
      valid_until: role.until ?? null,
      granted_by: role.grantedBy ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { change: 'role', role: role.role, assignment: id, until: role.until?.toISOString() };
  await audit(trx, { action: 'account_changed', subject: `account:${role.account}`, detail });
  return id;
}

function assertScope({ role, school, class: of, region, personNumber, from, until }: NewRole): void {
  const needs = (what: string) => new VratarError('role_scope', { role, needs: what });
  if (role === 'operator') {
    if (school !== undefined || region !== undefined) throw needs('no school and no region');
  } else if (OF_REGION.has(role)) {
    if (region === undefined || school !== undefined) throw needs('a region and no school');
  } else if (school === undefined || region !== undefined) throw needs('a school and no region');
  if ((role === 'homeroom_teacher') !== (of !== undefined)) {
    throw needs(role === 'homeroom_teacher' ? 'a class' : 'no class');
  }
  if (KIND_OF[role] !== undefined && personNumber === undefined) throw needs('a person of the register');
  if (until !== undefined && until <= from)
    throw new VratarError('period_invalid', { days: 'any number of' });
}

async function personOf(
  trx: Transaction<Database>,
  vault: Vault,
  { role, school, personNumber }: NewRole,
  now: Date,
): Promise<string> {
  const kind = KIND_OF[role] ?? 'staff';
  const row = await trx
    .selectFrom('person')
    .innerJoin('school', 'school.id', 'person.school')
    .select(['person.id', 'school.timezone'])
    .where('person.school', '=', school!)
    .where('person.kind', '=', kind)
    .where('person.account_no', '=', personNumber!)
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('role_person', { kind, number: personNumber! });
  if (role === 'pupil') {
    const [opened] = await openPeople({ trx, vault, school: school! }, [row.id]);
    const young = isYoung(opened?.profile.birthDate, dateAt(row.timezone, now.getTime()));
    if (young) throw new VratarError('too_young');
  }
  return row.id;
}

async function assertNew(trx: Transaction<Database>, role: NewRole, now: Date): Promise<void> {
  const row = await trx
    .selectFrom('role_assignment')
    .select('id')
    .where('account', '=', role.account)
    .where('role', '=', role.role)
    .where('school', 'is not distinct from', role.school ?? null)
    .where('class', 'is not distinct from', role.class ?? null)
    .where('region', 'is not distinct from', role.region ?? null)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .executeTakeFirst();
  if (row !== undefined) throw new VratarError('role_known');
}
