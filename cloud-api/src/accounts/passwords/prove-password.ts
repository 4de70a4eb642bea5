import { type Kysely, sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { Database } from '../../db/index.ts';
import type { AccountParts } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { inScope } from '../sessions/in-scope.ts';
import { NOBODY, PASSWORD_MAX, verifyPassword } from './password.ts';

interface Attempt {
  readonly account: string;
  readonly password: string | null;
  readonly locked: boolean;
  readonly locks_now: boolean;
  readonly until: Date | null;
}

export interface ProvenPassword {
  readonly account: string;
  /** The hash that it matched. */
  readonly stored: string;
}

/**
 * Counts an attempt and compares; a failure is logged, and the fifth locks the account and tells its holder. What is
 * done with a right password forgives the failures.
 * @returns undefined alike for a wrong password, an unknown login and a locked account, after alike long
 */
export async function provePassword(
  { api, vault, now }: AccountParts,
  login: string,
  password: string,
): Promise<ProvenPassword | undefined> {
  const index = (await vault.network(api)).login(login);
  const { rows } = await sql<Attempt>`select * from vratar_sign_in_attempt(${index}, ${now()})`.execute(api);
  const attempt = rows[0];
  const stored = attempt?.password ?? NOBODY;
  const right = await verifyPassword(password.slice(0, PASSWORD_MAX + 1), stored);
  if (attempt !== undefined && attempt.password !== null && right)
    return { account: attempt.account, stored };
  if (attempt !== undefined) await logFailure(api, attempt, now());
  return undefined;
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
