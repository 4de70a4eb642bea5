import { sql } from 'kysely';
import { inSchool } from '../db/index.ts';
import { dateAt, openPeople } from '../people/index.ts';
import type { AccountParts } from './context.ts';
import { type Act, type Child, type Grant, isYoung, type Role } from './permissions/index.ts';

interface Row {
  readonly role: Role;
  readonly school: string | null;
  readonly class: string | null;
  readonly region: string | null;
  readonly person: string | null;
  readonly acts: Act[] | null;
  readonly until: Date | null;
}

/** All that an account may do at this moment, in whatever school. */
export async function readGrants(parts: AccountParts, account: string): Promise<readonly Grant[]> {
  const { rows } = await sql<Row>`select * from vratar_grants(${account}, ${parts.now()})`.execute(parts.api);
  return Promise.all(
    rows.map(async (row) => ({ ...grantOf(row), ...(await childrenOf(parts, account, row)) })),
  );
}

function grantOf({ role, school, class: of, region, person, acts, until }: Row): Grant {
  return {
    role,
    ...(school === null ? {} : { school }),
    ...(of === null ? {} : { class: of }),
    ...(region === null ? {} : { region }),
    ...(person === null || role === 'trusted_person' ? {} : { person }),
    ...(acts === null ? {} : { acts }),
    ...(until === null ? {} : { until }),
  };
}

async function childrenOf(
  parts: AccountParts,
  account: string,
  { role, school, person }: Row,
): Promise<{ readonly children?: readonly Child[] }> {
  if (school === null || person === null) return {};
  if (role === 'trusted_person') return { children: [{ person, young: false }] };
  if (role !== 'parent') return {};
  return { children: await guarded(parts, { school, account }, person) };
}

/** Children whose guardian the person is today, by the school's own calendar. */
function guarded(
  { api, vault, now }: AccountParts,
  scope: { readonly school: string; readonly account: string },
  guardian: string,
): Promise<readonly Child[]> {
  return inSchool(api, scope, async (trx) => {
    const { timezone } = await trx
      .selectFrom('school')
      .select('timezone')
      .where('id', '=', scope.school)
      .executeTakeFirstOrThrow();
    const today = dateAt(timezone, now().getTime());
    const links = await trx
      .selectFrom('guardianship')
      .select('child')
      .where('guardian', '=', guardian)
      .where('valid_from', '<=', today)
      .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', today)]))
      .execute();
    const children = await openPeople(
      { trx, vault, school: scope.school },
      links.map((link) => link.child),
    );
    return children.map(({ id, profile }) => ({ person: id, young: isYoung(profile.birthDate, today) }));
  });
}
