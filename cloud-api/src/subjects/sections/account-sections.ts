import { type RawBuilder, sql } from 'kysely';
import type { Kind, Row, Section, Subject } from '../section.ts';

/** Of accounts that are the person's here; nobody without one is asked for. */
function ofAccounts(
  tables: Section['tables'],
  columns: Readonly<Record<string, Kind>>,
  query: (of: Subject, accounts: RawBuilder<unknown>) => RawBuilder<Row>,
): Section {
  const read = async (of: Subject) => {
    if (of.accounts.length === 0) return [];
    return (await query(of, sql`any(${of.accounts}::uuid[])`).execute(of.wide)).rows;
  };
  return { tables, columns, read };
}

async function readAccounts({ wide, vault, accounts }: Subject) {
  if (accounts.length === 0) return [];
  const rows = await wide
    .selectFrom('account')
    .select(['id', 'login', 'language', 'created_at', 'disabled_at'])
    .where('id', 'in', accounts)
    .orderBy('created_at')
    .execute();
  const network = await vault.network(wide);
  return rows.map(({ id, login, language, created_at, disabled_at }) => ({
    login: network.openLogin(id, login),
    language,
    createdAt: created_at,
    endedAt: disabled_at,
  }));
}

/** How the person signs in, may do here, and was told; what other schools gave the account is theirs to export. */
export const accountSections = {
  accounts: {
    tables: ['account'],
    columns: { login: 'text', language: 'code', createdAt: 'moment', endedAt: 'moment' },
    read: readAccounts,
  },
  roles: {
    tables: ['role_assignment'],
    columns: { role: 'code', class: 'text', from: 'moment', until: 'moment' },
    read: async ({ trx, school, person }) =>
      (
        await sql<Row>`select r.role, c.name as class, r.valid_from as "from", r.valid_until as until
          from role_assignment r left join class c on c.id = r.class
          where r.school = ${school} and r.person = ${person} order by r.valid_from`.execute(trx)
      ).rows,
  },
  delegations: ofAccounts(
    ['delegation'],
    { side: 'code', acts: 'codes', from: 'moment', until: 'moment', endedAt: 'moment' },
    (
      { school },
      mine,
    ) => sql`select case when giver = ${mine} then 'giver' else 'receiver' end as side, acts, valid_from as "from",
        valid_until as until, ended_at as "endedAt"
      from delegation where school = ${school} and (giver = ${mine} or receiver = ${mine}) order by valid_from`,
  ),
  trusts: {
    tables: ['trust'],
    columns: { side: 'code', acts: 'codes', from: 'moment', until: 'moment', endedAt: 'moment' },
    read: async ({ wide, school, person, accounts }) =>
      (
        await sql<Row>`select case when child = ${person} then 'child'
            when giver = any(${accounts}::uuid[]) then 'giver' else 'receiver' end as side, acts,
            valid_from as "from", valid_until as until, ended_at as "endedAt"
          from trust where school = ${school} and (child = ${person} or giver = any(${accounts}::uuid[])
            or trustee = any(${accounts}::uuid[])) order by valid_from`.execute(wide)
      ).rows,
  },
  invitations: ofAccounts(
    ['account_invitation'],
    { at: 'moment', until: 'moment', usedAt: 'moment', withdrawnAt: 'moment' },
    ({ school }, mine) => sql`select issued_at as at, expires_at as until, used_at as "usedAt",
        revoked_at as "withdrawnAt"
      from account_invitation where school = ${school} and account = ${mine} order by issued_at`,
  ),
  locks: ofAccounts(
    ['account_lock'],
    { at: 'moment' },
    ({ school }, mine) => sql`select locked_at as at from account_lock
      where school = ${school} and account = ${mine} order by locked_at`,
  ),
  identities: ofAccounts(
    ['account_identity'],
    { issuer: 'text', at: 'moment', usedAt: 'moment' },
    (_, mine) => sql`select issuer, linked_at as at, used_at as "usedAt" from account_identity
      where account = ${mine} order by linked_at`,
  ),
  sessions: ofAccounts(
    ['session'],
    { openedAt: 'moment', usedAt: 'moment', endedAt: 'moment', device: 'text' },
    (
      { school },
      mine,
    ) => sql`select opened_at as "openedAt", used_at as "usedAt", ended_at as "endedAt", device
      from session where account = ${mine} and (school = ${school} or school is null) order by opened_at`,
  ),
  notices: ofAccounts(
    ['account_notice'],
    { kind: 'code', at: 'moment', seenAt: 'moment', mailedAt: 'moment' },
    (
      { school },
      mine,
    ) => sql`select kind, at, seen_at as "seenAt", mailed_at as "mailedAt" from account_notice
      where account = ${mine} and coalesce(detail ->> 'school', ${school}) = ${school} order by at`,
  ),
  noticesAbout: {
    tables: ['account_notice'],
    columns: { kind: 'code', at: 'moment' },
    read: async ({ wide, school, person }) =>
      (
        await sql<Row>`select kind, at from account_notice where detail ->> 'school' = ${school}
          and ${person} in (detail ->> 'person', detail ->> 'child') order by at`.execute(wide)
      ).rows,
  },
  signatures: ofAccounts(
    ['month_acceptance', 'month_act'],
    { month: 'month', act: 'code', openDays: 'number', at: 'moment' },
    (
      { school },
      mine,
    ) => sql`select m.month::text as month, m.act, jsonb_array_length(a.days) as "openDays", m.at
      from month_act m left join month_acceptance a on a.act = m.id
      where m.school = ${school} and m.account = ${mine} order by m.at, m.id`,
  ),
} as const satisfies Record<string, Section>;
