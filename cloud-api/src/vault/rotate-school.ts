import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { SchoolVault } from './school-vault.ts';
import { resealRows } from './sealed-rows.ts';
import { FRESH_MS, type Vault } from './vault.ts';
import { wordRows } from './word-rows.ts';

export interface Rotation {
  readonly version: number;
  /** Rows that came under the new key in this step. */
  readonly done: number;
  /** `finished`: nothing is under an older key and those are gone. `waiting`: other processes may still write under one. */
  readonly state: 'working' | 'waiting' | 'finished';
}

/**
 * Begins the rotation of a school's data key, unless one is under way already: from now on everything new is sealed
 * under the next version.
 */
export async function beginRotation(db: Kysely<Database>, vault: Vault, school: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('school').select('id').where('id', '=', school).forUpdate().execute();
    const versions = await liveVersions(trx, school);
    return versions.length > 1 ? Math.max(...versions) : vault.addVersion(trx, school);
  });
}

/**
 * One step of the rotation: at most `limit` rows of each kind, in a transaction of its own. Stopped at any moment it
 * goes on where it was, for what is left is whatever lies under an older version.
 */
export async function rotateStep(
  db: Kysely<Database>,
  vault: Vault,
  school: string,
  now: Date,
  limit = 500,
): Promise<Rotation> {
  vault.forget(school);
  return db.transaction().execute(async (trx) => {
    const own = await vault.school(trx, school);
    const done =
      (await people(trx, own, limit)) +
      (await credentials(trx, own, limit)) +
      (await siteKeys(trx, own, limit)) +
      (await resealRows(trx, own, limit));
    if (done > 0) return { version: own.version, done, state: 'working' };
    const current = await trx
      .selectFrom('vault_key')
      .select('created_at')
      .where('school', '=', school)
      .where('version', '=', own.version)
      .executeTakeFirstOrThrow();
    if (now.getTime() - current.created_at.getTime() < 2 * FRESH_MS) {
      return { version: own.version, done, state: 'waiting' };
    }
    // Without the bytes an old copy of the data, stolen or restored, cannot be opened by this database any more.
    await trx
      .updateTable('vault_key')
      .set({ retired_at: now, wrapped: Buffer.alloc(0) })
      .where('school', '=', school)
      .where('version', '<', own.version)
      .where('retired_at', 'is', null)
      .execute();
    return { version: own.version, done, state: 'finished' };
  });
}

async function liveVersions(trx: Transaction<Database>, school: string): Promise<number[]> {
  const rows = await trx
    .selectFrom('vault_key')
    .select('version')
    .where('school', '=', school)
    .where('retired_at', 'is', null)
    .execute();
  return rows.map((row) => row.version);
}

async function people(trx: Transaction<Database>, own: SchoolVault, limit: number): Promise<number> {
  const rows = await trx
    .selectFrom('person_key as k')
    .innerJoin('person as p', 'p.id', 'k.person')
    .select(['k.person', 'k.version', 'k.wrapped', 'p.profile'])
    .where('k.school', '=', own.school)
    .where('k.version', '<', own.version)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const { person, profile, ...stored } of rows) {
    await trx
      .updateTable('person_key')
      .set(own.rewrapPersonKey(person, stored))
      .where('person', '=', person)
      .execute();
    if (profile === null) continue;
    // The index over names is keyed too: under the old key it would no longer be searched.
    await trx.deleteFrom('person_word').where('person', '=', person).execute();
    const words = wordRows(own, person, own.openProfile(person, stored, profile));
    await trx.insertInto('person_word').values(words).execute();
  }
  return rows.length;
}

async function credentials(trx: Transaction<Database>, own: SchoolVault, limit: number): Promise<number> {
  const rows = await trx
    .selectFrom('credential')
    .select(['id', 'uid', 'uid_version'])
    .where('school', '=', own.school)
    .where('uid_version', '<', own.version)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const row of rows) {
    const context = `uid:${row.id}`;
    const { version, sealed } = own.seal(
      own.unseal({ version: row.uid_version, sealed: row.uid }, context),
      context,
    );
    await trx
      .updateTable('credential')
      .set({ uid: sealed, uid_version: version })
      .where('id', '=', row.id)
      .execute();
  }
  return rows.length;
}

async function siteKeys(trx: Transaction<Database>, own: SchoolVault, limit: number): Promise<number> {
  const rows = await trx
    .selectFrom('site_key')
    .select(['site', 'version', 'sealed', 'seal_version'])
    .where('school', '=', own.school)
    .where('seal_version', '<', own.version)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const { site, version, sealed, seal_version } of rows) {
    const context = `site:${site}:${version}`;
    const again = own.seal(own.unseal({ version: seal_version, sealed }, context), context);
    await trx
      .updateTable('site_key')
      .set({ sealed: again.sealed, seal_version: again.version })
      .where(sql<boolean>`(site, version) = (${site}, ${version})`)
      .execute();
  }
  return rows.length;
}
