import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { AccountParts } from '../context.ts';
import type { Grant } from '../permissions/index.ts';
import { readGrants } from '../read-grants.ts';
import { newSecret } from '../secret.ts';
import { deviceOf } from './device-of.ts';
import { inScope } from './in-scope.ts';

/** A session ends after so long without a request, and after so long in any case. */
export const IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;

export interface OpenedSession {
  /** For the cookie; kept nowhere else. */
  readonly token: string;
  readonly account: string;
  readonly school: string | undefined;
  readonly expiresAt: Date;
  readonly grants: readonly Grant[];
}

export interface SessionOpening {
  readonly account: string;
  /** Where to work; the first of the account's schools when absent. */
  readonly school?: string | undefined;
  /** A hash that replaces the account's, where the present one is outdated. */
  readonly renewed?: string | undefined;
  /** The identity provider that vouched for the person; a password did when absent. */
  readonly issuer?: string;
  /** What the browser says that it is (`User-Agent`). */
  readonly agent?: string | undefined;
  /** What the session is opened on, where no browser says so. */
  readonly device?: string;
}

/**
 * Opens a session for an account whose holder has proven who they are.
 * @throws VratarError `not_permitted` for a school where the account has no role
 */
export async function openSession(
  parts: AccountParts,
  { account, school, renewed, issuer, agent, device = deviceOf(agent) }: SessionOpening,
): Promise<OpenedSession> {
  const grants = await readGrants(parts, account);
  const working = schoolToWorkIn(grants, school);
  const secret = newSecret('');
  const opened = parts.now();
  const expiresAt = new Date(opened.getTime() + SESSION_HOURS * 3_600_000);
  await inScope(parts.api, account, working, async (trx) => {
    await sql`select vratar_session_open(${account}, ${secret.hash}, ${working ?? null}, ${opened}, ${expiresAt},
      ${renewed ?? null}, ${issuer ?? null}, ${device ?? null})`.execute(trx);
    const detail = issuer === undefined ? {} : { issuer };
    await audit(trx, { action: 'signed_in', subject: `account:${account}`, detail });
  });
  return { token: secret.text, account, school: working, expiresAt, grants };
}

/** @throws VratarError `not_permitted` for a school where the account has no role */
export function schoolToWorkIn(grants: readonly Grant[], asked: string | undefined): string | undefined {
  const schools = grants.flatMap((grant) => grant.school ?? []);
  if (asked !== undefined && !schools.includes(asked)) {
    throw new VratarError('not_permitted', { act: 'work' }, { field: 'body/school' });
  }
  return asked ?? schools[0];
}
