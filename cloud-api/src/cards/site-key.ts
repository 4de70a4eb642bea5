import { type KeyObject, randomBytes } from 'node:crypto';
import { cardKeyId, siteKeyOf } from '@vratar/protocol/cards';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';

/** A site's key of one version. */
export interface SiteKey {
  readonly site: string;
  readonly version: number;
  /** As gateways and lists name it. */
  readonly id: string;
  /** As the gateway receives it at enrolment. */
  readonly bytes: Buffer;
  readonly key: KeyObject;
}

const context = (site: string, version: number): string => `site:${site}:${version}`;

/** The site's keys in use, oldest first; makes the first one. Two while a rotation reaches the gateways. */
export async function siteKeys(
  db: Kysely<Database>,
  vault: Vault,
  site: string,
): Promise<readonly SiteKey[]> {
  const rows = await read(db, site);
  if (rows.length > 0) return open(db, vault, rows);
  await addSiteKey(db, vault, site);
  return open(db, vault, await read(db, site));
}

/**
 * The key under which a site's lists name people and holdings: the site's first one, in use or retired. A name that
 * changed with the keys of cards would let everybody be inside twice. Whoever stole that key can make no name with it but
 * from a random id that no gateway ever sees.
 */
export async function siteNamingKey(db: Kysely<Database>, vault: Vault, site: string): Promise<KeyObject> {
  const first = await db
    .selectFrom('site_key')
    .selectAll()
    .where('site', '=', site)
    .orderBy('version')
    .limit(1)
    .executeTakeFirstOrThrow();
  return (await open(db, vault, [first]))[0]!.key;
}

/**
 * Keeps the keys of a site as they are until the transaction ends: a card that is registered while a key is added would
 * otherwise have no token under it. @param sharing false: whoever is about to change them waits for all others
 */
export async function holdSiteKeys(db: Kysely<Database>, site: string, sharing: boolean): Promise<void> {
  const lock = sql.raw(sharing ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtextextended(${`site_key:${site}`}, 0))`.execute(db);
}

/** Adds the next version of a site's key. Tokens under it have to be derived, and gateways told, before it counts. */
export async function addSiteKey(db: Kysely<Database>, vault: Vault, site: string): Promise<number> {
  const owner = await db.selectFrom('site').select('school').where('id', '=', site).executeTakeFirstOrThrow();
  const last = await db
    .selectFrom('site_key')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('site', '=', site)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  const { version: seal_version, sealed } = (await vault.school(db, owner.school)).seal(
    randomBytes(32),
    context(site, version),
  );
  await db
    .insertInto('site_key')
    .values({ site, version, school: owner.school, sealed, seal_version })
    .onConflict((conflict) => conflict.columns(['site', 'version']).doNothing())
    .execute();
  return version;
}

function read(db: Kysely<Database>, site: string) {
  return db
    .selectFrom('site_key')
    .selectAll()
    .where('site', '=', site)
    .where('retired_at', 'is', null)
    .orderBy('version')
    .execute();
}

async function open(
  db: Kysely<Database>,
  vault: Vault,
  rows: Awaited<ReturnType<typeof read>>,
): Promise<readonly SiteKey[]> {
  const keys: SiteKey[] = [];
  for (const row of rows) {
    const school = await vault.school(db, row.school);
    const value = { version: row.seal_version, sealed: row.sealed };
    const bytes = school.unseal(value, context(row.site, row.version));
    const key = siteKeyOf(bytes);
    keys.push({ site: row.site, version: row.version, id: cardKeyId(key), bytes, key });
  }
  return keys;
}
