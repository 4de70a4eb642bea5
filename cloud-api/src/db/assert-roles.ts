import { VratarError } from '@vratar/protocol/errors';
import pg from 'pg';
import { type Logins, ROLES, roleName } from './logins.ts';

/**
 * Tries every login of a server that somebody else set up: each must arrive in its own role, or a forgotten filter
 * would show what row-level security is there to hide.
 * @throws VratarError `database_rights` with what an administrator has to run
 */
export async function assertRoles(logins: Logins): Promise<void> {
  for (const role of ROLES.filter((name) => name !== 'owner')) {
    const name = roleName(role);
    const client = new pg.Client({ connectionString: logins[role] });
    try {
      await client.connect();
      const { rows } = await client.query<{ name: string }>('select current_user as name');
      if (rows[0]?.name !== name) throw new Error(`it works as ${rows[0]?.name}`);
    } catch (cause) {
      const user = new URL(logins[role]).username;
      const sql = `grant ${name} to "${user}";`;
      throw new VratarError(
        'database_rights',
        { what: `act as ${name} (${String(cause)})`, sql },
        {},
        { cause },
      );
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
