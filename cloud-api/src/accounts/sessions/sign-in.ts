import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql, type Transaction } from 'kysely';
import { audit } from '../../audit/index.ts';
import { type Database, setScope } from '../../db/index.ts';
import type { AccountParts } from '../context.ts';
import { notify } from '../notify.ts';
import { hashPassword, isOutdated, NOBODY, PASSWORD_MAX, verifyPassword } from '../passwords/password.ts';
import type { Grant } from '../permissions/index.ts';
import { readGrants } from '../read-grants.ts';
import { newSecret } from '../secret.ts';

/** A session ends after so long without a request, and after so long in any case. */
export const IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Where to work; the first of the account's schools when absent. */
  readonly school?: string;
}

export interface OpenedSession {
  /** For the cookie; kept nowhere else. */
  readonly token: string;
  readonly account: string;
  readonly school: string | undefined;
  readonly expiresAt: Date;
  readonly grants: readonly Grant[];
}

interface Attempt {
  readonly account: string;
  readonly password: string | null;
  readonly locked: boolean;
  readonly locks_now: boolean;
  readonly until: Date | null;
}

/**
 * Opens a session. A wrong password, an unknown login and a locked account answer alike and take alike long.
 * @throws VratarError `sign_in_refused`, `not_permitted` for a school where the account has no role
 */
export async function signIn(
  parts: AccountParts,
  { login, password, school }: SignIn,
): Promise<OpenedSession> {
  const { api, vault, now } = parts;
  const index = (await vault.network(api)).login(login);
  const { rows } = await sql<Attempt>`select * from vratar_sign_in_attempt(${index}, ${now()})`.execute(api);
  const attempt = rows[0];
  const stored = attempt?.password ?? NOBODY;
  const right = await verifyPassword(password.slice(0, PASSWORD_MAX + 1), stored);
  if (attempt === undefined || attempt.password === null || !right) {
    if (attempt !== undefined) await logFailure(api, attempt, now());
    throw new VratarError('sign_in_refused');
  }
  const { account } = attempt;
  const grants = await readGrants(parts, account);
  const working = schoolToWorkIn(grants, school);
  const renewed = isOutdated(stored) ? await hashPassword(password) : null;
  const secret = newSecret('');
  const opened = now();
  const expiresAt = new Date(opened.getTime() + SESSION_HOURS * 3_600_000);
  await inScope(api, account, working, async (trx) => {
    await sql`select vratar_session_open(${account}, ${secret.hash}, ${working ?? null}, ${opened}, ${expiresAt},
      ${renewed})`.execute(trx);
    await audit(trx, { action: 'signed_in', subject: `account:${account}` });
  });
  return { token: secret.text, account, school: working, expiresAt, grants };
}

function schoolToWorkIn(grants: readonly Grant[], asked: string | undefined): string | undefined {
  const schools = grants.flatMap((grant) => grant.school ?? []);
  if (asked !== undefined && !schools.includes(asked)) {
    throw new VratarError('not_permitted', { act: 'work' }, { field: 'school' });
  }
  return asked ?? schools[0];
}

async function logFailure(api: Kysely<Database>, attempt: Attempt, at: Date): Promise<void> {
  const { account, locked, locks_now, until } = attempt;
  await inScope(api, undefined, undefined, async (trx) => {
    const subject = `account:${account}`;
    await audit(trx, { action: 'sign_in_failed', subject, detail: { locked } });
    if (!locks_now) return;
    await audit(trx, { action: 'locked_out', subject, detail: { until } });
    await notify(trx, account, 'locked_out', { until }, at);
  });
}

/** A transaction that says who acts, and in which school if in one. */
export function inScope<T>(
  api: Kysely<Database>,
  account: string | undefined,
  school: string | undefined,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return api.transaction().execute(async (trx) => {
    await setScope(trx, { school: school ?? '', ...(account === undefined ? {} : { account }) });
    return work(trx);
  });
}
