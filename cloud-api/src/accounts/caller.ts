import type { IncomingHttpHeaders } from 'node:http';
import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import type { AccountParts } from './context.ts';
import { type Act, type Grant, mayAny, type Target } from './permissions/index.ts';
import { readGrants } from './read-grants.ts';
import { hashSecret } from './secret.ts';
import { sessionToken } from './sessions/cookie.ts';
import { IDLE_MINUTES } from './sessions/open-session.ts';
import { TOKEN_PREFIX } from './tokens/issue-token.ts';

/** Who asks: a person in a session, or a program with a token. */
export interface Caller {
  readonly kind: 'session' | 'token';
  /** The account, or the token: what the audit log names. */
  readonly id: string;
  /** Where the caller works now. */
  readonly school?: string;
  readonly grants: readonly Grant[];
}

/** What a caller may be let do although the password has yet to be changed: that, and leaving. */
export interface CallerOptions {
  readonly evenBeforePasswordChange?: boolean;
}

interface Asked {
  readonly headers: IncomingHttpHeaders;
}

/** Knows callers by cookie or bearer token. Rights are read at each request: a role that ended is gone at once. */
export class Callers {
  readonly #parts: AccountParts;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /**
   * @returns undefined for somebody without an account
   * @throws VratarError `not_signed_in` for a token that is not valid, `password_must_change`
   */
  async find({ headers }: Asked, options: CallerOptions = {}): Promise<Caller | undefined> {
    if (headers.authorization !== undefined) return this.#program(headers.authorization);
    const token = sessionToken(headers.cookie);
    return token === undefined ? undefined : this.#person(token, options);
  }

  /** @throws VratarError `not_signed_in`, `password_must_change` */
  async require(request: Asked, options: CallerOptions = {}): Promise<Caller> {
    const caller = await this.find(request, options);
    if (caller === undefined) throw new VratarError('not_signed_in');
    return caller;
  }

  /** A person, not a program. @throws VratarError `not_signed_in`, `password_must_change` */
  async requirePerson(
    request: Asked,
    options: CallerOptions = {},
  ): Promise<Caller & { readonly kind: 'session' }> {
    const caller = await this.require(request, options);
    if (caller.kind !== 'session') throw new VratarError('not_signed_in');
    return caller as Caller & { readonly kind: 'session' };
  }

  async #person(token: string, options: CallerOptions): Promise<Caller | undefined> {
    const { api, now } = this.#parts;
    const { rows } = await sql<{ account: string; school: string | null; must_change: boolean }>`
      select account, school, must_change from vratar_session_use(${hashSecret(token)}, ${now()},
        ${`${IDLE_MINUTES} minutes`}::interval)`.execute(api);
    const [session] = rows;
    if (session === undefined) return undefined;
    const { account, school } = session;
    if (session.must_change && !options.evenBeforePasswordChange)
      throw new VratarError('password_must_change');
    const grants = await readGrants(this.#parts, account);
    return { kind: 'session', id: account, ...(school === null ? {} : { school }), grants };
  }

  async #program(authorization: string): Promise<Caller> {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (token?.startsWith(TOKEN_PREFIX)) {
      const { api, now } = this.#parts;
      const { rows } = await sql<{ token: string; school: string; scopes: Act[] }>`
        select * from vratar_token_use(${hashSecret(token)}, ${now()})`.execute(api);
      const [row] = rows;
      if (row !== undefined) {
        const { school, scopes } = row;
        return { kind: 'token', id: row.token, school, grants: [{ role: 'program', school, acts: scopes }] };
      }
    }
    throw new VratarError('not_signed_in');
  }
}

/** @throws VratarError `not_permitted` */
export function requireAct(caller: Caller, act: Act, target: Target): void {
  if (!mayAny(caller.grants, act, target)) throw new VratarError('not_permitted', { act });
}

/** The school in which the caller works. @throws VratarError `not_permitted` where there is none */
export function schoolOf(caller: Caller, act: Act): string {
  if (caller.school === undefined) throw new VratarError('not_permitted', { act });
  return caller.school;
}
