import { sql } from 'kysely';
import { type PageAsked, readPage } from '../../api/index.ts';
import { searchPeople } from '../../people/index.ts';
import type { ActContext } from '../context.ts';
import type { SchoolRole } from '../permissions/index.ts';
import { IDLE_MINUTES } from '../sessions/open-session.ts';
import { type Holder, holderNames } from './holder-names.ts';

export interface AccountSearch extends PageAsked {
  /** Beginnings of names, or a whole e-mail address. */
  readonly text?: string;
  readonly role?: SchoolRole;
  /** Those who work here: neither parents nor pupils. */
  readonly staff?: boolean;
  /** Those who have no role here any more, instead of those who have one. */
  readonly former?: boolean;
}

/** More people of one name than this are narrowed by typing on. */
const MOST_FOUND = 200;

/** An account as its school knows it. */
export interface ListedAccount {
  readonly id: string;
  readonly login: string;
  readonly createdAt: Date;
  readonly holder: Holder | undefined;
  readonly roles: readonly HeldRole[];
  readonly state: AccountState;
  readonly lockedAt: Date | undefined;
  readonly invitedUntil: Date | undefined;
}

export interface HeldRole {
  readonly id: string;
  readonly role: SchoolRole;
  readonly class: string | null;
  readonly className: string | null;
  readonly from: Date;
  readonly until: Date | null;
  readonly ended: boolean;
}

/** What the account itself is like, beyond its roles. */
export interface AccountState {
  readonly account: string;
  readonly locked_out_until: Date | null;
  readonly has_password: boolean;
  readonly identities: number;
  readonly used_at: Date | null;
  readonly sessions: number;
  readonly elsewhere: boolean;
}

/** Accounts of the school, the newest first. */
export async function listAccounts(
  context: ActContext,
  search: AccountSearch,
): Promise<{ readonly items: readonly ListedAccount[]; readonly next?: string }> {
  const { trx, school, now } = context;
  const { text, role, staff = false, former = false } = search;
  const found = text === undefined ? undefined : await accountsFound(context, text);
  if (found?.length === 0) return { items: [] };
  const rows = trx
    .selectFrom('account')
    .select(['id', 'login', 'created_at'])
    .where((eb) => {
      const any = eb
        .selectFrom('role_assignment as r')
        .select('r.id')
        .whereRef('r.account', '=', 'account.id')
        .where('r.school', '=', school)
        .$if(role !== undefined, (some) => some.where('r.role', '=', role!))
        .$if(staff, (some) => some.where('r.role', 'not in', ['parent', 'pupil']));
      const present = any.where((at) =>
        at.or([at('r.valid_until', 'is', null), at('r.valid_until', '>', now)]),
      );
      return former ? eb.and([eb.exists(any), eb.not(eb.exists(present))]) : eb.exists(present);
    })
    .$if(found !== undefined, (some) => some.where('id', 'in', found!));
  const order = {
    by: ['created_at', 'id'],
    direction: 'desc',
    list: ['accounts', text, role, staff, former],
  } as const;
  const { items, ...next } = await readPage(rows, order, search);
  return { items: await completed(context, items), ...next };
}

/** One account of the school, whatever it may do now. */
export async function readAccount(context: ActContext, id: string): Promise<ListedAccount | undefined> {
  const rows = await context.trx
    .selectFrom('account')
    .select(['id', 'login', 'created_at'])
    .where('id', '=', id)
    .execute();
  return (await completed(context, rows))[0];
}

async function accountsFound(context: ActContext, text: string): Promise<readonly string[]> {
  const { trx, vault, school } = context;
  if (text.includes('@')) {
    const index = (await vault.network(trx)).login(text);
    const { rows } = await sql<{ id: string | null }>`select vratar_account_by_login(${index}) as id`.execute(
      trx,
    );
    return rows.flatMap(({ id }) => id ?? []);
  }
  const people = await searchPeople(context, { text, limit: MOST_FOUND });
  if (people.length === 0) return [];
  const rows = await trx
    .selectFrom('role_assignment')
    .select('account')
    .distinct()
    .where('school', '=', school)
    .where(
      'person',
      'in',
      people.map(({ id }) => id),
    )
    .execute();
  return rows.map(({ account }) => account);
}

async function completed(
  context: ActContext,
  rows: readonly { id: string; login: Buffer; created_at: Date }[],
): Promise<ListedAccount[]> {
  if (rows.length === 0) return [];
  const { trx, vault } = context;
  const ids = rows.map(({ id }) => id);
  const network = await vault.network(trx);
  const holders = await holderNames(context, ids);
  const roles = Map.groupBy(await rolesOf(context, ids), ({ account }) => account);
  const states = new Map((await statesOf(context, ids)).map((state) => [state.account, state]));
  const locks = new Map((await locksOf(context, ids)).map((lock) => [lock.account, lock.locked_at]));
  const invitations = new Map(
    (await invitationsOf(context, ids)).map((one) => [one.account, one.expires_at]),
  );
  return rows.flatMap(({ id, login, created_at }) => {
    const state = states.get(id);
    if (state === undefined) return [];
    return {
      id,
      login: network.openLogin(id, login),
      createdAt: created_at,
      holder: holders.get(id),
      roles: roles.get(id) ?? [],
      state,
      lockedAt: locks.get(id),
      invitedUntil: state.has_password ? undefined : invitations.get(id),
    };
  });
}

async function rolesOf({ trx, school, now }: ActContext, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('role_assignment as r')
    .leftJoin('class as c', (join) => join.onRef('c.school', '=', 'r.school').onRef('c.id', '=', 'r.class'))
    .select(['r.account', 'r.id', 'r.role', 'r.class', 'c.name as className'])
    .select(['r.valid_from as from', 'r.valid_until as until'])
    .where('r.school', '=', school)
    .where('r.account', 'in', ids)
    .orderBy('r.valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    role: row.role as SchoolRole,
    ended: row.until !== null && row.until <= now,
  }));
}

async function statesOf({ trx, now }: ActContext, ids: readonly string[]): Promise<readonly AccountState[]> {
  const idle = `${IDLE_MINUTES} minutes`;
  const { rows } = await sql<AccountState>`
    select * from vratar_account_states(${[...ids]}::uuid[], ${now}, ${idle}::interval)`.execute(trx);
  return rows;
}

const locksOf = ({ trx, school }: ActContext, ids: readonly string[]) =>
  trx
    .selectFrom('account_lock')
    .select(['account', 'locked_at'])
    .where('school', '=', school)
    .where('account', 'in', ids)
    .execute();

const invitationsOf = ({ trx, school, now }: ActContext, ids: readonly string[]) =>
  trx
    .selectFrom('account_invitation')
    .select(['account', 'expires_at'])
    .where('school', '=', school)
    .where('account', 'in', ids)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
