import { type QueryExecutorProvider, sql } from 'kysely';
import { type Role, roleName } from './logins.ts';

export type Right = 'select' | 'insert' | 'update' | 'delete';
export type Rights = Partial<Record<Exclude<Role, 'owner'>, readonly Right[]>>;

/** Lets roles use a table. What is not named here is refused by PostgreSQL. */
export async function grant(db: QueryExecutorProvider, table: string, rights: Rights): Promise<void> {
  for (const [role, list] of Object.entries(rights)) {
    const words = sql.raw(list.join(', '));
    await sql`grant ${words} on ${sql.table(table)} to ${sql.id(roleName(role as Role))}`.execute(db);
  }
}

/**
 * Row-level security for a table whose rows belong to a school: `api` sees and writes those of the school that its
 * transaction names and no others (none without a name); `ingest` and `jobs` work across schools.
 * @param column of type uuid
 */
export async function ownedBySchool(
  db: QueryExecutorProvider,
  table: string,
  rights: Rights,
  column = 'school',
): Promise<void> {
  await grant(db, table, rights);
  const name = sql.table(table);
  const mine = sql`${sql.ref(column)} = vratar_school()`;
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`create policy own_school on ${name} to vratar_api using (${mine}) with check (${mine})`.execute(
    db,
  );
  await sql`create policy all_schools on ${name} to vratar_ingest, vratar_jobs using (true)`.execute(db);
}
