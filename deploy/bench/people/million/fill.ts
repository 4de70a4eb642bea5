import type { Database } from '@vratar/cloud-api/src/db/index.ts';
import { kyselyInside } from '@vratar/cloud-api/src/ingest/client-kysely.ts';
import type { Vault } from '@vratar/cloud-api/src/vault/index.ts';
import type { Kysely } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { copyRows } from './copy-rows.ts';
import { COLUMNS, type SchoolPlaces, type SchoolRows, schoolRows } from './school-rows.ts';

export const PUPILS = 1_500;
export const SCHOOLS = 667;
const CLASSES = 60;
const CODE_BASE = 920_000;

/** Adds the schools that are missing, each whole or not at all: stopped at any moment, it goes on the next time. */
export async function fill(db: Kysely<Database>, vault: Vault, adminUrl: string): Promise<void> {
  const { count } = await db
    .selectFrom('school')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('code', '>=', String(CODE_BASE))
    .executeTakeFirstOrThrow();
  if (count >= SCHOOLS) return;
  const pool = new Pool({ connectionString: adminUrl, max: 1 });
  const client = await pool.connect();
  try {
    // References were made a moment ago by this very program; looking each up would take longer than all the rest.
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    for (let number = count; number < SCHOOLS; number += 1) {
      await fillSchool(vault, client, number);
      if (number % 50 === 49) process.stderr.write(`${number + 1} of ${SCHOOLS} schools\n`);
    }
    await client.query('analyze');
    await client.query('checkpoint');
  } finally {
    client.release(true);
    await pool.end();
  }
}

async function fillSchool(vault: Vault, client: PoolClient, number: number): Promise<void> {
  await client.query('begin');
  const places = await addPlaces(kyselyInside(client), vault, number);
  const rows = schoolRows(places, PUPILS);
  for (const table of Object.keys(COLUMNS) as (keyof SchoolRows)[])
    await copyRows(client, table, COLUMNS[table], rows[table]);
  await client.query('commit');
}

async function addPlaces(trx: Kysely<Database>, vault: Vault, number: number): Promise<SchoolPlaces> {
  const region = await trx
    .insertInto('region')
    .values({ code: 'BENCH', name: 'Benchmark' })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ name: 'Benchmark' }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: school } = await trx
    .insertInto('school')
    .values({ region: region.id, code: String(CODE_BASE + number), name: `School ${number}`, settings: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: site } = await trx
    .insertInto('site')
    .values({ school, name: 'Site' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: year } = await trx
    .insertInto('school_year')
    .values({ school, start_year: 2026, first_day: '2026-09-15', last_day: '2027-06-30' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const classes = await trx
    .insertInto('class')
    .values(
      Array.from({ length: CLASSES }, (_, n) => ({
        school,
        school_year: year,
        name: `${1 + Math.floor(n / 5)}${'абвгд'[n % 5]}`,
        grade: 1 + Math.floor(n / 5),
      })),
    )
    .returning('id')
    .execute();
  const [keys, network] = [await vault.school(trx, school), await vault.network(trx)];
  return { number, school, site, classes: classes.map((row) => row.id), keys, network };
}
