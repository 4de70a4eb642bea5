import { createHmac } from 'node:crypto';
import pg from 'pg';
import { type Logins, ROLES, roleName } from '../logins.ts';
import type { Addresses } from './server.ts';

/** Name of the one database on an embedded server. */
export const DATABASE = 'vratar';

/** Creates the logins and the database where they are missing, and says how to connect. */
export async function setUpEmbedded(server: Addresses, database = DATABASE): Promise<Logins> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    const found = await client.query<{ rolname: string }>('select rolname from pg_roles');
    const known = new Set(found.rows.map((row) => row.rolname));
    for (const role of ROLES) {
      if (known.has(roleName(role))) continue;
      const password = client.escapeLiteral(passwordOf(server, roleName(role)));
      await client.query(`create role ${roleName(role)} login password ${password}`);
    }
    const present = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (present.rowCount === 0) await client.query(`create database "${database}" owner vratar_owner`);
  } finally {
    await client.end();
  }
  return loginsOf(server, database);
}

/** Connection strings of a database on this server whose roles exist. */
export function loginsOf(server: Addresses, database = DATABASE): Logins {
  const login = (role: (typeof ROLES)[number]) => {
    const name = roleName(role);
    return server.url(name, passwordOf(server, name), database);
  };
  return { owner: login('owner'), api: login('api'), ingest: login('ingest'), jobs: login('jobs') };
}

/** Derived, so that there is one secret on the disk and not four. */
function passwordOf(server: Addresses, name: string): string {
  const secret = new URL(server.adminUrl).password;
  return createHmac('sha256', secret).update(name).digest('base64url');
}
