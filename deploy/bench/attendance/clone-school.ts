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

/** Exclusion constraints cost a hundred microseconds a row, and nothing that is measured reads them. */
const DROPPED = `alter table enrolment drop constraint if exists enrolment_person_daterange_excl;
  alter table credential_holding drop constraint if exists credential_holding_credential_tstzrange_excl`;

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
  await client.query(`set session_replication_role = replica; ${DROPPED}`);
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
  await client.query(`set session_replication_role = origin;
    truncate attendance_dirty; delete from graphile_worker._private_jobs; analyze; checkpoint`);
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
