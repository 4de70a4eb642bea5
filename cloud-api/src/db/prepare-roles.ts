import { VratarError } from '@vratar/protocol/errors';
import type pg from 'pg';
import { ROLES, roleName } from './logins.ts';

/**
 * Makes sure that the working roles exist and that the owner may hand things to them. On a server of yours this needs
 * CREATEROLE once; without it the error says what an administrator has to run.
 */
export async function prepareRoles(owner: pg.Pool): Promise<void> {
  for (const role of ROLES.filter((name) => name !== 'owner').map(roleName)) {
    const { rows } = await owner.query<{ exists: boolean; super: boolean; exempt: boolean }>(
      `select true as exists, rolsuper as super, rolbypassrls as exempt from pg_roles where rolname = $1`,
      [role],
    );
    if (rows[0] === undefined) await create(owner, role);
    else if (rows[0].super || rows[0].exempt) {
      const sql = `alter role ${role} nosuperuser nobypassrls;`;
      throw new VratarError('database_rights', { what: `be exempt from row-level security (${role})`, sql });
    }
  }
}

async function create(owner: pg.Pool, role: string): Promise<void> {
  const sql = `create role ${role} nologin; grant ${role} to current_user;`;
  try {
    await owner.query(sql);
  } catch (cause) {
    throw new VratarError('database_rights', { what: `create the role ${role}`, sql }, {}, { cause });
  }
}
