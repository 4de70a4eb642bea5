import type pg from 'pg';

/** Everything that decides a school's day; people's names and keys are nobody's business here. */
const TABLES = [
  'school',
  'building',
  'zone',
  'site',
  'gateway',
  'lane',
  'school_year',
  'term',
  'shift',
  'class',
  'class_shift',
  'bell_schedule',
  'timetable',
  'calendar_day',
  'person',
  'enrolment',
  'credential',
  'credential_holding',
  'credential_token',
  'event',
  'event_mark',
] as const;

/** What the network has once, however many schools there are. */
const SHARED = new Set(['region', 'account', 'issued_by']);

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Copies a school with all its rows until there are `schools` of them, by the database itself: every identifier of
 * copy n is the original's, hashed with n.
 * @param client the server's administrator; no trigger and no foreign key is checked on the way
 */
export async function cloneSchool(client: pg.PoolClient, school: string, schools: number): Promise<void> {
  // Built at the end, all at once: kept up row by row they cost a hundred microseconds each.
  const exclusions = await exclusionsOf(client);
  for (const { name, table } of exclusions)
    await client.query(`alter table ${table} drop constraint ${name}`);
  const indexes = await indexesOf(client);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'`);
  await client.query('set session_replication_role = replica');
  for (const table of TABLES) {
    const columns = await columnsOf(client, table);
    const names = columns.map(({ name }) => name).join(', ');
    const values = columns.map((column) => copied(table, column)).join(', ');
    const own = table === 'school' ? 'id' : 'school';
    await client.query(
      `insert into ${table} (${names})
       select ${values} from generate_series(2, $2::int) as n, ${table} t where t.${own} = $1`,
      [school, schools],
    );
  }
  for (const { text } of indexes) await client.query(text);
  for (const { name, table, text } of exclusions) {
    await client.query(`alter table ${table} add constraint ${name} ${text}`);
  }
  await client.query(`set session_replication_role = origin;
    truncate attendance_dirty; delete from graphile_worker._private_jobs; analyze; checkpoint`);
}

async function exclusionsOf(client: pg.PoolClient) {
  const { rows } = await client.query<{ name: string; table: string; text: string }>(
    `select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as text
     from pg_constraint where contype = 'x' and connamespace = 'public'::regnamespace`,
  );
  return rows;
}

/** Of the copied tables, those that no constraint needs; of a table with partitions, those of the whole. */
async function indexesOf(client: pg.PoolClient) {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select i.indexrelid::regclass::text as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as text
     from pg_index i where i.indrelid = any($1::regclass[]) and not i.indisunique
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [TABLES],
  );
  return rows;
}

async function columnsOf(client: pg.PoolClient, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' order by ordinal_position`,
    [table],
  );
  return rows;
}

function copied(table: string, { name, type }: Column): string {
  if (type === 'uuid') return SHARED.has(name) ? `t.${name}` : `md5(t.${name}::text || n)::uuid`;
  if (name === 'gateway' || (table === 'gateway' && name === 'id')) return `t.${name} || '-' || n`;
  if (table === 'school' && name === 'code') return `lpad((1000000 + n)::text, 7, '0')`;
  if (name === 'account_no') return `t.${name} || '-' || n`;
  if (name === 'uid_index' || name === 'identifier_index') return `sha256(t.${name} || n::text::bytea)`;
  return `t.${name}`;
}
