import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import { dataKey, type NetworkKey, networkKey } from './data-key.ts';
import type { KeyProvider } from './key-provider.ts';
import { KEY_BYTES } from './master-keys.ts';
import { NetworkIndex } from './network-index.ts';
import { SchoolVault } from './school-vault.ts';

/** After this a process notices that another one rotated a school's key. */
export const FRESH_MS = 60_000;

/** Whether the row comes from the transaction that reads it, which may still roll back. */
const writtenHere = sql<boolean>`coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false)`.as('ours');

/** What a vault is bound to, so that a wrapped key opens only in its own place. */
export const keyContext = (school: string | null, version: number): string =>
  `data:${school ?? 'network'}:${version}`;

/**
 * The keys of all schools, unwrapped when first needed and kept in memory. Nothing is read from or written to disk
 * but through the database's transaction that is passed in.
 */
export class Vault {
  readonly #provider: KeyProvider;
  readonly #now: () => number;
  readonly #schools = new Map<string, { vault: SchoolVault; until: number }>();
  #network: NetworkKey | undefined;

  constructor(provider: KeyProvider, now: () => number = Date.now) {
    this.#provider = provider;
    this.#now = now;
  }

  /** Makes the network's key where there is none. Called once at start, as a role that may. */
  async prepare(db: Kysely<Database>): Promise<void> {
    if ((await this.#rows(db, null)).length === 0) await this.#create(db, null, 1);
    await this.network(db);
  }

  /** Keys of one school; the first call for a school makes its key, in the caller's transaction. */
  async school(db: Kysely<Database>, school: string): Promise<SchoolVault> {
    const cached = this.#schools.get(school);
    if (cached !== undefined && cached.until > this.#now()) return cached.vault;
    let rows = await this.#rows(db, school);
    if (rows.length === 0) {
      await this.#create(db, school, 1);
      rows = await this.#rows(db, school);
    }
    const vault = await this.#open(school, rows);
    // If this transaction rolls back, nothing may later be sealed under a key that never was.
    if (!rows.some((row) => row.ours)) this.#schools.set(school, { vault, until: this.#now() + FRESH_MS });
    return vault;
  }

  async network(db: Kysely<Database>): Promise<NetworkIndex> {
    if (this.#network === undefined) {
      const [row] = await this.#rows(db, null);
      if (row === undefined) throw new TypeError('the vault is not prepared');
      this.#network = networkKey(await this.#provider.unwrap(row, keyContext(null, row.version)));
    }
    return new NetworkIndex(this.#network);
  }

  /** Adds the next version of a school's key; from then on it seals. */
  async addVersion(db: Kysely<Database>, school: string): Promise<number> {
    const rows = await this.#rows(db, school);
    const version = Math.max(0, ...rows.map((row) => row.version)) + 1;
    await this.#create(db, school, version);
    this.#schools.delete(school);
    return version;
  }

  /**
   * Wraps data keys anew that an older master key wrapped; the data stay as they are.
   * @returns how many, at most `limit`; call again until none is left
   */
  async rewrapKeys(db: Kysely<Database>, limit: number): Promise<number> {
    return db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('vault_key')
        .select(['school', 'version', 'master', 'wrapped'])
        .where('master', '!=', this.#provider.current)
        .where('retired_at', 'is', null)
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute();
      for (const row of rows) {
        const context = keyContext(row.school, row.version);
        const wrapped = await this.#provider.wrap(await this.#provider.unwrap(row, context), context);
        await trx
          .updateTable('vault_key')
          .set(wrapped)
          .where('school', row.school === null ? 'is' : '=', row.school)
          .where('version', '=', row.version)
          .execute();
      }
      return rows.length;
    });
  }

  /** Forgets what is in memory of a school; the next use reads it again. */
  forget(school: string): void {
    this.#schools.delete(school);
  }

  async #open(school: string, rows: readonly { version: number; master: string; wrapped: Buffer }[]) {
    const unwrap = async (row: (typeof rows)[number]) =>
      dataKey(row.version, await this.#provider.unwrap(row, keyContext(school, row.version)));
    return new SchoolVault(school, await Promise.all(rows.map(unwrap)));
  }

  #rows(db: Kysely<Database>, school: string | null) {
    return db
      .selectFrom('vault_key')
      .select(['version', 'master', 'wrapped', writtenHere])
      .where('school', school === null ? 'is' : '=', school)
      .where('retired_at', 'is', null)
      .orderBy('version')
      .execute();
  }

  async #create(db: Kysely<Database>, school: string | null, version: number): Promise<void> {
    const wrapped = await this.#provider.wrap(randomBytes(KEY_BYTES), keyContext(school, version));
    const row = { school, version, ...wrapped };
    // Two processes may be first at once; whoever comes second uses the other's key.
    await db
      .insertInto('vault_key')
      .values(row)
      .onConflict((conflict) => conflict.columns(['school', 'version']).doNothing())
      .execute();
  }
}
