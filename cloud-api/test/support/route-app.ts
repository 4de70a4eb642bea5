import assert from 'node:assert/strict';
import { accountsCapability } from '../../src/accounts/capability.ts';
import { addAccount, assignRole } from '../../src/accounts/index.ts';
import { API_PREFIX } from '../../src/api/index.ts';
import type { Capability } from '../../src/server/index.ts';
import { cloudApp, type Outside } from './cloud-app.ts';
import type { TestDatabase } from './database.ts';

const PASSWORD = 'дълга парола за проверка';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body as text; for documents their bytes. */
  readonly bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into what it expects
  readonly json: any;
}

/** Somebody who has signed in. */
export interface Person {
  readonly account: string;
  send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object | Buffer,
    headers?: object,
  ): Promise<Answered>;
}

/** The API with some capabilities on a database of the test, its clock in the test's hands. */
export async function routeApp(
  db: TestDatabase,
  capabilities: readonly Capability[],
  now: () => Date,
  outside: Outside = {},
) {
  const { app, parts, vault, close } = await cloudApp(
    db,
    [accountsCapability, ...capabilities],
    now,
    outside,
  );

  const send = async (
    cookie: string | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object | Buffer,
    headers: object = {},
  ): Promise<Answered> => {
    const type = Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {};
    const answer = await app.inject({
      method,
      url: `${API_PREFIX}${path}`,
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...type, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    const json = isJson ? answer.json() : undefined;
    return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, json };
  };

  return {
    parts,
    vault,
    /** As Fastify offers it, for what is no plain request of the API. */
    app,
    /** Somebody without an account. */
    stranger: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      send(undefined, method, path, body),
    /** A new account with these roles, signed in. */
    async person(login: string, ...roles: readonly object[]): Promise<Person> {
      const account = await addAccount(db.jobs, vault, { login, password: PASSWORD });
      for (const role of roles) {
        await db.jobs
          .transaction()
          .execute((trx) => assignRole(trx, vault, { account, from: new Date(0), ...role } as never, now()));
      }
      let cookie: string | undefined;
      let signedInAt = Number.NaN;
      /** A session does not outlive a jump of the clock. */
      const current = async (): Promise<string | undefined> => {
        if (now().getTime() === signedInAt) return cookie;
        const signedIn = await send(undefined, 'POST', '/session', { login, password: PASSWORD });
        assert.equal(signedIn.status, 201, signedIn.bytes.toString());
        cookie = String(signedIn.headers['set-cookie']).split(';')[0];
        signedInAt = now().getTime();
        return cookie;
      };
      return { account, send: async (...request) => send(await current(), ...request) };
    },
    close,
  };
}
